import { runBigJob } from '../../../tools/big-job/big-job';
import { complaints } from '../../../tools/big-job/complaints';

/** The short form of `npm run test:big-job`, whose job is of 100,000 photos. */
describe('a job of a prefix of 5,000 photos, for an api that is killed twice while it fills the queue', () => {
  it('has every photo in the queue and counts each once, in bounded memory', async () => {
    const told: string[] = [];
    const report = await runBigJob({ photos: 5_000, kills: 2, log: (line) => told.push(line) });
    const problems = complaints(report);
    // What happened until then tells more than a number.
    expect(problems.length === 0 ? [] : [...told, ...problems]).toEqual([]);
    expect(report).toMatchObject({ lost: 0, strangers: 0, status: { enqueued: 5_000, skipped: 500 } });
  });
});
