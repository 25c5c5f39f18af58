/** Set by the global setup, and thereby known to every worker of the run. */
const VARIABLE = 'FACEREC_TEST_RUN';

/** What the tests of one run make for each other, such as bundles. Removed when it ends. */
export function runDirectory(): string {
  const directory = process.env[VARIABLE];
  if (directory === undefined) throw new Error(`${VARIABLE} is not set: tests are started with "npm test".`);
  return directory;
}

export function setRunDirectory(directory: string): void {
  process.env[VARIABLE] = directory;
}
