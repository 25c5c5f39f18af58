import { explainSizing, sizePool, type Machine } from './size-pool';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const machine = (over: Partial<Machine>): Machine => ({
  constrainedMemory: 0, totalMemory: 64 * GIB, cores: 8, sharedBytes: 10 * MIB, perWorkerBytes: 200 * MIB, ...over,
});

describe('sizePool', () => {
  it('takes a worker for every core when memory allows', () => {
    expect(sizePool(machine({}))).toMatchObject({ workers: 8, decidedBy: 'cores', limit: 'machine', limitBytes: 64 * GIB });
  });

  it('goes by the container\'s limit, not by the host\'s memory', () => {
    expect(sizePool(machine({ constrainedMemory: 1 * GIB }))).toMatchObject({ workers: 4, decidedBy: 'memory', limit: 'container' });
    expect(sizePool(machine({ constrainedMemory: 2 * GIB }))).toMatchObject({ workers: 8, decidedBy: 'cores', limit: 'container' });
  });

  it('does not believe a limit above the machine\'s memory: that is how "none" is reported', () => {
    expect(sizePool(machine({ constrainedMemory: 2 ** 63, totalMemory: 1 * GIB }))).toMatchObject({ workers: 4, limit: 'machine', limitBytes: 1 * GIB });
  });

  // The 174 MB embedder in its prepared form; 146 MiB is what was measured for one worker with 40 megapixels in hand.
  it.each([[0.5, 1], [1, 4], [2, 8]])('fits the workers of a ResNet-50 into %f GiB', (gibibytes, workers) => {
    expect(sizePool(machine({ constrainedMemory: gibibytes * GIB, sharedBytes: 218 * MIB, perWorkerBytes: 146 * MIB })).workers).toBe(workers);
  });

  it('counts the weights once, not per worker', () => {
    expect(sizePool(machine({ constrainedMemory: 1 * GIB, sharedBytes: 230e6 })).workers).toBe(3);
  });

  it('always has one worker', () => {
    expect(sizePool(machine({ constrainedMemory: GIB / 8 }))).toMatchObject({ workers: 1, decidedBy: 'memory' });
  });
});

describe('explainSizing', () => {
  it('tells the decision in one line with its numbers', () => {
    expect(explainSizing(sizePool(machine({ constrainedMemory: 1 * GIB })))).toBe(
      '4 worker threads by memory: (1024 MiB of the container − 192 MiB reserved − 10 MiB shared weights) / 200 MiB a worker, at most 8 cores',
    );
  });

  it('says when a setting decided', () => {
    expect(explainSizing({ ...sizePool(machine({})), workers: 1, decidedBy: 'setting' })).toBe('1 worker thread as set (8 cores)');
  });
});
