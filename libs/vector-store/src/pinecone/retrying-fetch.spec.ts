import { VectorStoreUnavailableError } from '../errors';
import { retryingFetch, type RetryPolicy } from './retrying-fetch';

const policy: RetryPolicy = { attempts: 5, firstPauseMs: 100, longestPauseMs: 300, timeoutMs: 1_000, giveUpAfterMs: 10_000 };

/** Answers in order, the last one for ever; time passes only in the pauses. */
function attempt(answers: (() => Response | Error)[], { policy: changed = {}, random = () => 1 }: { policy?: Partial<RetryPolicy>; random?: () => number } = {}) {
  const pauses: number[] = [];
  let now = 0;
  let tries = 0;
  const asked = retryingFetch({ ...policy, ...changed }, {
    now: () => now,
    sleep: async (ms) => { pauses.push(ms); now += ms; },
    random,
    fetch: async () => {
      const answer = (answers[tries++] ?? answers.at(-1))?.() as Response | Error;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const outcome = asked('http://pinecone.test').then((response) => response.status, (error: unknown) => error as VectorStoreUnavailableError);
  return outcome.then((result) => ({ result, pauses, tries }));
}

const answer = (status: number, headers?: Record<string, string>) => () => new Response('{"message":"why"}', { status, headers });
const lost = () => new TypeError('fetch failed');

describe('retryingFetch', () => {
  it('pauses between 0 and a bound that doubles up to a limit', async () => {
    expect((await attempt([lost])).pauses).toEqual([100, 200, 300, 300]);
    expect((await attempt([lost], { random: () => 0.25 })).pauses).toEqual([25, 50, 75, 75]);
    expect((await attempt([lost], { random: () => 0 })).pauses).toEqual([0, 0, 0, 0]);
  });

  it.each([408, 429, 500, 502, 503, 504])('repeats %i', async (status) => {
    expect(await attempt([answer(status), answer(200)])).toMatchObject({ result: 200, tries: 2 });
  });

  it.each([200, 201, 202, 400, 404, 409, 412, 422])('returns %i at once', async (status) => {
    expect(await attempt([answer(status)])).toMatchObject({ result: status, tries: 1 });
  });

  it.each([401, 402, 403])('gives up on %i at once', async (status) => {
    const { result, tries } = await attempt([answer(status)]);
    expect(result).toBeInstanceOf(VectorStoreUnavailableError);
    expect(result).toMatchObject({ cause: { status, message: `Pinecone answered ${status}: {"message":"why"}` } });
    expect(tries).toBe(1);
  });

  it('waits as long as Retry-After says, and a little longer', async () => {
    expect((await attempt([answer(429, { 'retry-after': '3' }), answer(200)])).pauses).toEqual([3_100]);
    const { pauses: [pause] } = await attempt([answer(503, { 'retry-after': new Date(Date.now() + 5_000).toUTCString() }), answer(200)]);
    expect(pause).toBeGreaterThan(3_000);
    expect(pause).toBeLessThanOrEqual(5_100);
  });

  it('does not begin to wait when the time would be up before the next try', async () => {
    const { result, pauses } = await attempt([answer(429, { 'retry-after': '60' })]);
    expect(pauses).toEqual([]);
    expect(result).toMatchObject({ name: 'VectorStoreUnavailableError', cause: { status: 429, retryAfterMs: 60_000 } });
  });

  it('stops after the last try or the last moment, whichever comes first', async () => {
    expect((await attempt([lost])).tries).toBe(5);
    expect((await attempt([lost], { policy: { giveUpAfterMs: 350 } })).tries).toBe(3);
  });

  it('keeps the last failure as cause', async () => {
    expect((await attempt([answer(503), lost])).result).toMatchObject({ name: 'VectorStoreUnavailableError', cause: expect.objectContaining({ message: 'fetch failed' }) });
  });

  it('repeats an answer that broke off', async () => {
    const broken = () => new Response(new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) }));
    expect(await attempt([broken, answer(200)])).toMatchObject({ result: 200, tries: 2 });
  });
});
