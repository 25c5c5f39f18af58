import { SteeredClock } from './testing/steered-clock';
import { WritePace } from './write-pace';

describe('WritePace', () => {
  let clock: SteeredClock;
  let pace: WritePace;
  beforeEach(() => {
    clock = new SteeredClock();
    pace = new WritePace(clock);
  });

  /** Refuses or accepts a request now; returns how long the next one must wait, ms. */
  async function request(outcome: 'accepted' | 'refused', retryAfterMs?: number): Promise<number> {
    pace.started();
    if (outcome === 'accepted') pace.accepted();
    else pace.refused(retryAfterMs);
    for (let ms = 0; ; ms++) {
      if (!pace.mustWait) return ms;
      await clock.pass(1);
    }
  }

  it('holds nothing back before the first refusal', async () => {
    expect(await request('accepted')).toBe(0);
    expect(pace.isFree).toBe(true);
  });

  it('goes down by half as much again at each refusal, up to eight seconds', async () => {
    expect([await request('refused'), await request('refused'), await request('refused')]).toEqual([100, 150, 225]);
    for (let refusals = 0; refusals < 10; refusals++) pace.refused();
    expect(await request('refused')).toBe(8000);
  });

  it('goes up step by step with what is accepted', async () => {
    for (let refusals = 0; refusals < 4; refusals++) pace.refused();
    const pauses = [];
    for (let accepted = 0; accepted < 20; accepted++) pauses.push(await request('accepted'));
    // From 2.96 requests a second to 3.91: each adds a twentieth, the pause that follows it is still the one before.
    expect(pauses[0]).toBe(338);
    expect(pauses.at(-1)).toBe(256);
    expect(pauses).toEqual(pauses.toSorted((a, b) => b - a));
  });

  it('waits at least as long as it was told to', async () => {
    expect(await request('refused', 3_000)).toBe(3_000);
  });

  it('forgets after a minute without a refusal', async () => {
    pace.refused();
    await clock.pass(60_001);
    expect(pace.isFree).toBe(true);
    expect(await request('accepted')).toBe(0);
  });
});
