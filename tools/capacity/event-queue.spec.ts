import { EventQueue } from './event-queue';
import { Random } from './random';

describe('EventQueue', () => {
  it('runs events in the order of their times, and those of one time in the order they were scheduled', () => {
    const events = new EventQueue();
    const random = new Random(3);
    const seen: { at: number; turn: number }[] = [];
    for (let turn = 0; turn < 2000; turn++) events.schedule(Math.floor(random.next() * 100), (number) => seen.push({ at: events.now, turn: number }), turn);
    events.run();
    expect(seen).toHaveLength(2000);
    expect(seen).toEqual([...seen].sort((a, b) => a.at - b.at || a.turn - b.turn));
  });

  it('counts delays from the moment of scheduling', () => {
    const events = new EventQueue();
    const times: number[] = [];
    events.schedule(2, () => events.schedule(3, () => times.push(events.now)));
    events.run();
    expect(times).toEqual([5]);
  });

  it('stops at the horizon, and when it is told that all is over', () => {
    const events = new EventQueue();
    let ticks = 0;
    const tick = () => { ticks++; events.schedule(1, tick); };
    events.schedule(0, tick);
    events.run(10);
    expect(ticks).toBe(11);
    events.run(Infinity, () => ticks === 20);
    expect(ticks).toBe(20);
  });
});
