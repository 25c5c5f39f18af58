import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EmbeddedVectorStore } from './embedded-vector-store';
import { APPENDED_COLLECTION as COLLECTION, APPENDED_DIMENSION as DIMENSION, appendedBatch } from './worker/testing/appended-batches.ts';

/** Another process that writes until it is killed; `acknowledged` gets its lines as they come. */
function startWriter(directory: string, run: number): { child: ChildProcess; lines: AsyncIterableIterator<string> } {
  const script = join(__dirname, 'worker/testing/append-records.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, directory, String(run)], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, lines: createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]() };
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

describe('EmbeddedVectorStore with another process on its directory', () => {
  let directory: string;
  let store: EmbeddedVectorStore;
  beforeEach(async () => { directory = await mkdtemp(join(tmpdir(), 'vectors-')); });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });

  const open = () => EmbeddedVectorStore.open({ directory, dimension: DIMENSION });

  it('finds every record, and no deleted one, as soon as the other has it acknowledged', async () => {
    store = await open();
    const { child, lines } = startWriter(directory, 1);
    let seen = 0;
    for await (const line of lines) {
      const [verb, batch] = line.split(' ') as [string, string];
      if (verb === 'opened') continue;
      const { ids, values } = appendedBatch('1', Number(batch));
      const [match] = await store.query(COLLECTION, values.slice(0, DIMENSION), { topK: 1 });
      if (verb === 'deleted') expect(match?.id).not.toBe(ids[0]);
      // The writer is ahead of its lines: it may already have deleted what it says it wrote.
      else if (match?.id !== ids[0]) expect(await nextDeletions(lines, 4)).toContain(batch);
      if (++seen === 60) break;
    }
    await kill(child);
  });

  it('loses no acknowledged record and keeps no half call when the other is killed', async () => {
    store = await open();
    for (const [run, acknowledgedBeforeKill] of [1, 4, 9, 17, 26].entries()) {
      const { child, lines } = startWriter(directory, run);
      const log = await collect(lines, acknowledgedBeforeKill);
      await kill(child);
      for await (const line of lines) log.push(line);
      await expectAcknowledged(run, log);
    }
    await store.upsert(COLLECTION, [{ id: 'after', values: appendedBatch('99', 0).values.slice(0, DIMENSION), metadata: {} }]);
    await store.close();
    store = await open();
    expect(await store.fetch(COLLECTION, ['after'])).toHaveLength(1);
  });

  it('starts together with the other on an empty directory', async () => {
    for (let round = 0; round < 4; round++) {
      const shared = join(directory, `round-${round}`);
      const writers = [0, 1].map((run) => startWriter(shared, run));
      const first = await Promise.all(writers.map(({ lines }) => lines.next()));
      expect(first.map(({ value }) => value as string)).toEqual(['opened', 'opened']);
      await Promise.all(writers.map(({ child }) => kill(child)));
    }
    store = await EmbeddedVectorStore.open({ directory: join(directory, 'round-0'), dimension: DIMENSION });
    await store.ping();
  });

  async function expectAcknowledged(run: number, log: readonly string[]): Promise<void> {
    const of = (verb: string) => log.filter((line) => line.startsWith(`${verb} `)).map((line) => Number(line.split(' ')[1]));
    const written = of('written');
    const deleted = new Set(of('deleted'));
    const last = written.length - 1;
    // One call was in hand: a write of the batch after the last, or the removal of the one three before it.
    for (let batch = 0; batch <= last + 1; batch++) {
      const found = await store.fetch(COLLECTION, appendedBatch(String(run), batch).ids);
      const inHand = batch === last + 1 || (batch === last - 3 && last % 2 === 1);
      if (inHand && !deleted.has(batch)) expect([0, 10]).toContain(found.length);
      else expect({ batch, found: found.length }).toEqual({ batch, found: deleted.has(batch) ? 0 : 10 });
    }
  }
});

async function collect(lines: AsyncIterableIterator<string>, count: number): Promise<string[]> {
  const log: string[] = [];
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    if (log.push(next.value) > count) break;
  }
  return log;
}

/** The batches that the next lines name as deleted. */
async function nextDeletions(lines: AsyncIterableIterator<string>, count: number): Promise<string[]> {
  const next = await collect(lines, count);
  return next.filter((line) => line.startsWith('deleted ')).map((line) => line.split(' ')[1] as string);
}
