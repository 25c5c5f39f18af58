import type { PineconeRecord } from '@pinecone-database/pinecone';
import { VectorStoreUnavailableError } from '../errors';
import { NamespaceWriter } from './namespace-writer';
import { PineconeRefusal } from './retrying-fetch';
import { SteeredClock } from './testing/steered-clock';

const records = (...ids: string[]): PineconeRecord[] => ids.map((id) => ({ id, values: [1] }));
const refused = (retryAfterMs?: number) => new VectorStoreUnavailableError('Pinecone', { cause: new PineconeRefusal(429, 'too many', retryAfterMs) });
const goOn = () => new Promise(setImmediate);

/** A writer whose requests the test answers one by one. */
function aWriter() {
  const requests: { readonly records: PineconeRecord[]; readonly accept: () => Promise<unknown>; readonly fail: (error: Error) => Promise<unknown> }[] = [];
  const clock = new SteeredClock();
  const send = (sent: PineconeRecord[]) => new Promise<void>((resolve, reject) => {
    requests.push({ records: sent, accept: () => (resolve(), goOn()), fail: (error) => (reject(error), goOn()) });
  });
  const onSlowed = jest.fn();
  const writer = new NamespaceWriter({ send, giveUpAfterMs: 30_000, onSlowed, clock });
  const outcomes: Record<string, string> = {};
  /** One call, which is known by its first record. */
  const upsert = (...ids: string[]) => {
    const name = ids[0] as string;
    void writer.upsert(records(...ids)).then(() => { outcomes[name] = 'written'; }, (error: Error) => { outcomes[name] = error.message; });
  };
  const sent = () => requests.map((request) => request.records.map(({ id }) => id).join(' '));
  const at = (index: number) => requests[index] as (typeof requests)[number];
  return { writer, clock, onSlowed, upsert, outcomes, sent, at };
}

describe('NamespaceWriter', () => {
  it('sends at once when nothing is under way, and what is asked for meanwhile in one request', async () => {
    const { writer, upsert, outcomes, sent, at } = aWriter();
    upsert('a1', 'a2');
    upsert('b');
    upsert('c');
    expect(sent()).toEqual(['a1 a2']);
    await at(0).accept();
    expect(outcomes).toEqual({ a1: 'written' });
    expect(sent()).toEqual(['a1 a2', 'b c']);
    await at(1).accept();
    expect(outcomes).toEqual({ a1: 'written', b: 'written', c: 'written' });
    expect(writer.isIdle).toBe(true);
  });

  it('sends the later of two records with one id', async () => {
    const { writer, upsert, at } = aWriter();
    upsert('a');
    void writer.upsert([{ id: 'b', values: [1] }]);
    void writer.upsert([{ id: 'b', values: [2] }]);
    await at(0).accept();
    expect(at(1).records).toEqual([{ id: 'b', values: [2] }]);
  });

  it('lets full requests go side by side, four at once, and one that is not full beside them', async () => {
    const { upsert, outcomes, sent, at } = aWriter();
    upsert(...Array.from({ length: 4_500 }, (_, id) => `${id}`));
    expect(sent().map((ids) => ids.split(' ').length)).toEqual([1000, 1000, 1000, 1000]);
    await at(2).accept();
    expect(sent()).toHaveLength(5);
    for (const index of [0, 1, 3]) await at(index).accept();
    expect(outcomes).toEqual({});
    await at(4).accept();
    expect(outcomes).toEqual({ 0: 'written' });
  });

  it('tells a failure to those whose request it was, and to nobody else', async () => {
    const { upsert, outcomes, at } = aWriter();
    upsert('a');
    upsert('b');
    await at(0).fail(new VectorStoreUnavailableError('Pinecone'));
    expect(outcomes).toEqual({ a: 'The Pinecone vector store does not answer.' });
    await at(1).accept();
    expect(outcomes).toMatchObject({ b: 'written' });
  });

  it('sends a request that was wrong again, call by call, so that only the one at fault fails', async () => {
    const { upsert, outcomes, sent, at } = aWriter();
    for (const id of ['first', 'good', 'bad', 'fine']) upsert(id);
    await at(0).accept();
    await at(1).fail(new Error('metadata is too large'));
    await at(2).accept();
    await at(3).fail(new Error('metadata is too large'));
    await at(4).accept();
    expect(sent()).toEqual(['first', 'good bad fine', 'good', 'bad', 'fine']);
    expect(outcomes).toEqual({ first: 'written', good: 'written', bad: 'metadata is too large', fine: 'written' });
  });

  it('tells of a failure when nothing of the call is under way any more, and sends the rest no more', async () => {
    const { writer, upsert, outcomes, sent, at } = aWriter();
    upsert(...Array.from({ length: 6_000 }, (_, id) => `${id}`));
    await at(1).fail(new Error('no'));
    expect([sent().length, outcomes]).toEqual([4, {}]);
    for (const index of [0, 2, 3]) await at(index).accept();
    expect([sent().length, outcomes]).toEqual([4, { 0: 'no' }]);
    expect(writer.isIdle).toBe(true);
  });

  it('sends what was refused again after a pause, together with what came meanwhile', async () => {
    const { clock, upsert, outcomes, sent, at } = aWriter();
    upsert('a');
    upsert('b');
    await at(0).fail(refused());
    upsert('c');
    await clock.pass(99);
    expect(sent()).toEqual(['a']);
    await clock.pass(1);
    expect(sent()).toEqual(['a', 'a b c']);
    await at(1).accept();
    expect(outcomes).toEqual({ a: 'written', b: 'written', c: 'written' });
  });

  it('keeps its distance after a refusal, says so, and so sends more at once', async () => {
    const { clock, onSlowed, upsert, sent, at } = aWriter();
    upsert('a');
    await at(0).fail(refused());
    expect(onSlowed).toHaveBeenCalledTimes(1);
    await clock.pass(100);
    await at(1).accept();
    upsert('b');
    upsert('c');
    expect(sent()).toEqual(['a', 'a']);
    await clock.pass(100);
    expect(sent()).toEqual(['a', 'a', 'b c']);
    await at(2).fail(refused());
    expect(onSlowed).toHaveBeenCalledTimes(1);
  });

  it('gives up what would be late, with the refusal as cause', async () => {
    const { writer, clock, upsert, outcomes, sent, at } = aWriter();
    upsert('early');
    await at(0).fail(refused(20_000));
    await clock.pass(15_000);
    upsert('late');
    await clock.pass(5_000);
    expect(sent()).toEqual(['early', 'early late']);
    await at(1).fail(refused(20_000));
    expect(outcomes).toEqual({ early: 'The Pinecone vector store does not answer.' });
    await clock.pass(20_000);
    expect(sent().at(-1)).toBe('late');
    await at(2).accept();
    expect(outcomes).toMatchObject({ late: 'written' });
    expect(writer.isIdle).toBe(false);
  });
});
