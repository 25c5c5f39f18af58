// In a fresh clone Jest knows of no durations and begins with the largest files, which are not the longest tests.
import TestSequencer from '@jest/test-sequencer';

/** None of them may be what the last worker is left with. */
const longest = ['chaos', 'packed', 'crash', 'odd-images'].map((name) => `/${name}.e2e.spec.ts`);

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
}

/** Those of the list, then what starts processes, then what fills the gaps. */
function rank({ path }) {
  const place = longest.findIndex((name) => path.endsWith(name));
  if (place >= 0) return place;
  return path.endsWith('.e2e.spec.ts') ? longest.length : longest.length + 1;
}
