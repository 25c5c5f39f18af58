import { Random } from './random';

/** One of the two indexers. */
export type Which = 0 | 1;

export type Step =
  /** kill -9, this long after it was seen with messages in hand. */
  | { readonly do: 'kill'; readonly which: Which; readonly delayMs: number }
  | { readonly do: 'terminate'; readonly which: Which }
  | { readonly do: 'restart the cloud' }
  /** The next of the engine's own; an indexer that holds on to its messages during the outage may be killed. */
  | { readonly do: 'trouble'; readonly kill?: Which }
  | { readonly do: 'send again'; readonly count: number }
  | { readonly do: 'lose acknowledgements'; readonly which: Which; readonly count: number }
  | { readonly do: 'overwrite'; readonly count: number };

/** A photo takes about 0.1 s: a kill comes before, during and after each of its steps. */
const longestDelayMs = 300;

/** The same for the same seed, with as many kills as wanted; new photos are sent before each step. */
export function writeScript(seed: number, kills: number): Step[] {
  const random = new Random(seed);
  const steps: Step[] = [];
  for (let round = 0; countKills(steps) < kills; round += 1) {
    const first = random.below(2) as Which;
    const second = (1 - first) as Which;
    const kill = (which: Which): Step => ({ do: 'kill', which, delayMs: random.below(longestDelayMs) });
    steps.push(
      kill(first),
      { do: 'trouble', ...(round > 0 && { kill: second }) },
      { do: 'lose acknowledgements', which: second, count: 3 },
      kill(second),
      { do: 'overwrite', count: 4 },
      { do: 'restart the cloud' },
      { do: 'send again', count: 10 },
      kill(random.below(2) as Which),
      { do: 'terminate', which: random.below(2) as Which },
    );
  }
  return steps;
}

function countKills(steps: readonly Step[]): number {
  return steps.filter((step) => step.do === 'kill').length;
}
