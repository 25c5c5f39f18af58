/** What routes need to know of `settings.http`. */
export abstract class HttpLimits {
  /** How long POST /index waits for its receipt before it answers 202. */
  abstract readonly indexWaitMs: number;
  /** Highest max_matches, 1..100. */
  abstract readonly maxMatches: number;
}
