import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { IndexerProcesses } from './indexer-process';
import { isDrained, startLocalIndexing, until, type LocalIndexing } from './local-indexing';
import { anAlbum } from './photos';

describe('an indexer with METRICS_PORT', () => {
  let local: LocalIndexing;
  let indexers: IndexerProcesses;

  beforeAll(async () => {
    [local, indexers] = await Promise.all([startLocalIndexing(), IndexerProcesses.open()]);
  });
  afterAll(async () => {
    await indexers?.close();
    await local?.close();
  });

  it('tells of images, faces, stages, stores and waiting messages, to those who have a key', async () => {
    const photos = anAlbum('measured', 4);
    await local.send('measured', photos);
    const digest = createHash('sha256').update('key').digest('hex');
    const indexer = indexers.start({ ...local.env, METRICS_PORT: '0', API_KEYS_SHA256: digest, LOG_LEVEL: 'info' });
    let log = '';
    indexer.stdout?.setEncoding('utf8').on('data', (text: string) => (log += text));
    await until(() => /http:\S+\/metrics/.test(log));
    const url = /http:\S+\/metrics/.exec(log)?.[0] as string;
    await until(async () => (await local.receiptsOf('measured')).length === 4 && (await isDrained(local.queue)));

    expect((await fetch(url)).status).toBe(401);
    const text = await (await fetch(url, { headers: { authorization: 'Bearer key' } })).text();
    const value = (name: string) => Number(text.split('\n').find((line) => line.startsWith(`${name} `))?.split(' ').at(-1));
    const faces = (await local.receiptsOf('measured')).reduce((total, receipt) => total + receipt.faces.length, 0);
    expect(value('facerec_image_duration_seconds_count{outcome="indexed"}')).toBe(4);
    expect(value('facerec_faces_indexed_total')).toBe(faces);
    expect(value('facerec_pipeline_stage_duration_seconds_count{stage="detect"}')).toBe(4);
    expect(value('facerec_message_wait_seconds_count')).toBe(4);
    expect(value('facerec_message_oldest_age_seconds')).toBe(0);
    expect(value('facerec_store_duration_seconds_count{store="vector_store",engine="embedded",operation="upsert",outcome="ok"}')).toBe(4);
    expect(value('facerec_store_duration_seconds_count{store="catalog",engine="sqlite",operation="insert receipts",outcome="ok"}')).toBe(4);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(text).not.toContain('measured');

    indexer.kill('SIGTERM');
    expect(await once(indexer, 'exit')).toEqual([0, null]);
  });
});
