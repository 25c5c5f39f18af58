import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secondsPerImageOfBench } from './bench-file';

describe('secondsPerImageOfBench', () => {
  const directory = mkdtempSync(join(tmpdir(), 'facerec-bench-'));
  const file = join(directory, 'bench.txt');
  afterAll(() => rmSync(directory, { recursive: true }));

  it('takes the CPU of a slow pipeline from the last JSON line', () => {
    writeFileSync(file, 'a table\n{"cpu_ms":{"balanced":1000}}\n{"cpu_ms":{"fast":200,"balanced":250}}\n');
    expect(secondsPerImageOfBench(file, 2)).toBeCloseTo(0.125, 10);
  });

  it('is held back by the photos at work when the pipeline is faster than the stores', () => {
    writeFileSync(file, '{"cpu_ms":{"balanced":40}}');
    expect(secondsPerImageOfBench(file, 2)).toBeCloseTo((0.04 + 0.09) / 4, 10);
  });

  it.each(['', '{"images":3}', '{broken'])('says what is missing in "%s"', (content) => {
    writeFileSync(file, content);
    expect(() => secondsPerImageOfBench(file, 2)).toThrow(/no JSON line with "cpu_ms"/);
  });
});
