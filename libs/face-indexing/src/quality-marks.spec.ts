import { reachesMark } from './quality-marks';

const good = { sharpness: 0.7, brightness: 0.5, size: 1, pose: 0.6 };

describe('reachesMark', () => {
  it('lets everything pass when it is off', () => {
    expect(reachesMark({ sharpness: 0, brightness: 0, size: 0, pose: 0 }, 'off')).toBe(true);
  });

  it.each([
    ['a good face', {}, true, true],
    ['a small one', { size: 0.5 }, true, false],
    ['a tiny one', { size: 0.3 }, false, false],
    ['a soft one', { sharpness: 0.4 }, true, false],
    ['a blurred one', { sharpness: 0.2 }, false, false],
    ['a profile', { pose: 0 }, true, false],
    ['one in the shade', { brightness: 0.15 }, true, false],
    ['one in the dark', { brightness: 0.05 }, false, false],
    ['one in glaring light', { brightness: 0.97 }, false, false],
  ])('takes %s', (_what, facts, standard, strict) => {
    expect([reachesMark({ ...good, ...facts }, 'standard'), reachesMark({ ...good, ...facts }, 'strict')]).toEqual([standard, strict]);
  });
});
