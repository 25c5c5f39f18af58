import { UsageError } from '../cli/cli';

/** US dollars. EXAMPLES of list prices in us-east-1: look up your own and give them with --price NAME=VALUE. */
export const EXAMPLE_PRICES = {
  /** One Spot instance of 2 vCPU for an hour. */
  spot_hour: 0.035,
  /** A million requests; a message takes about two. */
  sqs_million: 0.4,
  /** A million GETs within the region. */
  s3_gets_million: 0.4,
  /** A million of Pinecone's write units. */
  pinecone_writes_million: 4,
  /** One Aurora capacity unit for an hour. */
  aurora_acu_hour: 0.12,
  /** A GB through the NAT gateway, on its way to Pinecone. */
  nat_gb: 0.045,
  /** A GB of logs. */
  logs_gb: 0.5,
};

export type Prices = Readonly<Record<keyof typeof EXAMPLE_PRICES, number>>;

/** `changes` as the command line has them: NAME=VALUE. Throws `UsageError`. */
export function readPrices(changes: readonly string[]): Prices {
  const prices = { ...EXAMPLE_PRICES };
  for (const change of changes) {
    const [name = '', text = ''] = change.split('=');
    const value = Number(text);
    if (!(name in prices) || text === '' || !(value >= 0)) {
      throw new UsageError(`--price ${change} is not NAME=VALUE with a name of ${Object.keys(prices).join(', ')}.`);
    }
    prices[name as keyof Prices] = value;
  }
  return prices;
}
