import { Logger } from '@nestjs/common';
import { Readiness } from './readiness';

const works = async (): Promise<void> => undefined;
const fails = async (): Promise<void> => { throw new Error('password=secret'); };
const never = (): Promise<void> => new Promise(() => undefined);

beforeAll(() => Logger.overrideLogger(false));

describe('Readiness', () => {
  it('names the part that is down', async () => {
    const readiness = new Readiness({ queue: fails, catalog: works }, { maxAgeMs: 0, timeoutMs: 1_000 });
    await expect(readiness.states()).resolves.toEqual({ queue: 'down', catalog: 'up' });
  });

  it('does not wait for a part that hangs', async () => {
    const readiness = new Readiness({ queue: never }, { maxAgeMs: 0, timeoutMs: 5 });
    await expect(readiness.states()).resolves.toEqual({ queue: 'down' });
  });

  it('asks each part once for many probes at once', async () => {
    const check = jest.fn(works);
    const readiness = new Readiness({ queue: check }, { maxAgeMs: 60_000, timeoutMs: 1_000 });
    await Promise.all([readiness.states(), readiness.states()]);
    await readiness.states();
    expect(check).toHaveBeenCalledTimes(1);
  });

  it('sees a part that comes back', async () => {
    const check = jest.fn(works).mockImplementationOnce(fails);
    const readiness = new Readiness({ queue: check }, { maxAgeMs: -1, timeoutMs: 1_000 });
    await expect(readiness.states()).resolves.toEqual({ queue: 'down' });
    await expect(readiness.states()).resolves.toEqual({ queue: 'up' });
  });
});
