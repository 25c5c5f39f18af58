import { writeScript } from './script';

describe('a script of faults', () => {
  it('is the same for the same seed, and another for another one', () => {
    expect(writeScript(7, 20)).toEqual(writeScript(7, 20));
    expect(writeScript(8, 20)).not.toEqual(writeScript(7, 20));
  });

  it.each([1, 3, 20])('has at least %d kills, not counting those during an outage, which some engines have none of', (kills) => {
    const steps = writeScript(1, kills);
    expect(steps.filter((step) => step.do === 'kill').length).toBeGreaterThanOrEqual(kills);
  });

  it('has every kind of fault even in its shortest form', () => {
    const kinds = new Set(writeScript(1, 3).map((step) => step.do));
    expect([...kinds].sort()).toEqual(['kill', 'lose acknowledgements', 'overwrite', 'restart the cloud', 'send again', 'terminate', 'trouble']);
  });
});
