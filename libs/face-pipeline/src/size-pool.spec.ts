import { sizePool, type Machine } from './size-pool';

const GIB = 1024 ** 3;
const machine = (over: Partial<Machine>): Machine => ({ constrainedMemory: 0, totalMemory: 64 * GIB, cores: 8, sharedBytes: 10e6, ...over });

describe('sizePool', () => {
  it('takes a worker for every core when memory allows', () => {
    expect(sizePool(machine({}))).toBe(8);
  });

  it('goes by the container\'s limit, not by the host\'s memory', () => {
    expect(sizePool(machine({ constrainedMemory: 1 * GIB }))).toBe(4);
    expect(sizePool(machine({ constrainedMemory: 2 * GIB }))).toBe(8);
  });

  it('does not believe a limit above the machine\'s memory: that is how "none" is reported', () => {
    expect(sizePool(machine({ constrainedMemory: 2 ** 63, totalMemory: 1 * GIB }))).toBe(4);
  });

  it('counts the weights once, not per worker', () => {
    expect(sizePool(machine({ constrainedMemory: 1 * GIB, sharedBytes: 230e6 }))).toBe(3);
  });

  it('always has one worker', () => {
    expect(sizePool(machine({ constrainedMemory: GIB / 8 }))).toBe(1);
  });
});
