/** Photos that are sent at once at the start, or at random moments (a Poisson process) for a while. */
export type Arrivals =
  | { readonly kind: 'burst'; readonly photos: number }
  | { readonly kind: 'steady'; readonly perSecond: number; readonly seconds: number };

export interface SpotWeather {
  /** Interruptions of one instance, an hour. */
  readonly interruptionsPerHour: number;
  /** 0..1: those that come without the notice, or find a task that does not stop in time. */
  readonly withoutNotice: number;
  /** Moments, in seconds, at which many instances go within a minute and no new ones are given for a while. */
  readonly storms: readonly { readonly at: number; readonly share: number; readonly shortageSeconds: number }[];
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly arrivals: Arrivals;
  /** The photos are spread over so many collections, each a namespace of Pinecone. */
  readonly collections: number;
  readonly spot: SpotWeather;
}

// AWS's Spot advisor counts 5–20 % of instances a month; one in fifty an hour is far above. Assumed, like the storm.
const FAIR: SpotWeather = { interruptionsPerHour: 0.02, withoutNotice: 0.1, storms: [] };

/** Two of three instances go at once, three times, and for five minutes Spot gives nothing; one in five goes without notice. */
const STORM: SpotWeather = {
  interruptionsPerHour: 0.5,
  withoutNotice: 0.2,
  storms: [2400, 3600, 4800].map((at) => ({ at, share: 0.67, shortageSeconds: 300 })),
};

const HOUR = 3600;

export const SCENARIOS: readonly Scenario[] = [
  { name: 'photos-100', title: '100 photos from a cold start', arrivals: { kind: 'burst', photos: 100 }, collections: 1, spot: FAIR },
  { name: 'burst-1m', title: '1,000,000 photos at once', arrivals: { kind: 'burst', photos: 1_000_000 }, collections: 1, spot: FAIR },
  {
    name: 'steady-500', title: '500 photos a second for two hours',
    arrivals: { kind: 'steady', perSecond: 500, seconds: 2 * HOUR }, collections: 1, spot: FAIR,
  },
  {
    name: 'spot-storm', title: '300 photos a second while Spot takes two of three instances, three times',
    arrivals: { kind: 'steady', perSecond: 300, seconds: 2 * HOUR }, collections: 1, spot: STORM,
  },
];
