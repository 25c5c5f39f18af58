import { Logger } from '@nestjs/common';
import { runChaos } from '../../../tools/chaos/chaos';
import { engineNames } from '../../../tools/chaos/engines';

/** The short form of `npm run test:chaos`, which kills twenty times. */
describe.each(engineNames)('two indexers with %s vectors', (engine) => {
  beforeAll(() => Logger.overrideLogger(false));

  it('end with exactly the faces of 200 photos after kills, restarts, refusals and messages delivered twice', async () => {
    const told: string[] = [];
    const { report, problems } = await runChaos({ engine, photos: 200, kills: 3, seed: 1, log: (line) => told.push(line) });
    // What happened until then tells more than a number.
    expect(problems.length === 0 ? [] : [...told, ...problems]).toEqual([]);
    expect(report).toMatchObject({ photos: 200, faces: report.expected_faces, lost: 0, doubled: 0, receipts: 200 });
    expect(report.kills).toBeGreaterThanOrEqual(3);
  });
});
