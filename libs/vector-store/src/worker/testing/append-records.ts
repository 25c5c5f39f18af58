// usage: node append-records.ts <directory> <run>
// Writes batches of ten records and removes some again, one after another until it is killed; says which are acknowledged.
import { writeSync } from 'node:fs';
import { VectorEngine } from '../vector-engine.ts';
import { APPENDED_COLLECTION, appendedBatch, APPENDED_DIMENSION } from './appended-batches.ts';

const [directory, run] = process.argv.slice(2) as [string, string];
const engine = new VectorEngine({ directory, dimension: APPENDED_DIMENSION });
writeSync(1, 'opened\n');
for (let batch = 0; ; batch++) {
  engine.upsert(APPENDED_COLLECTION, appendedBatch(run, batch));
  writeSync(1, `written ${batch}\n`);
  if (batch < 3 || batch % 2 === 0) continue;
  engine.deleteByIds(APPENDED_COLLECTION, appendedBatch(run, batch - 3).ids);
  writeSync(1, `deleted ${batch - 3}\n`);
}
