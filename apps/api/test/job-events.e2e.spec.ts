import { Receipts } from '@facerec/catalog';
import { get, post, startApi, type Answer, type TestApi } from './service';

let api: TestApi;
const route = (path: string): string => `${api.url}/api/v1/${path}`;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

const start = async (body: object): Promise<string> => (await post(route('collections/demo/jobs'), body)).body.job_id;

/** In place of the indexer. */
const finish = (jobId: string, key: string): Promise<void> => api.app.get(Receipts, { strict: false }).put({
  jobId, collectionId: 'demo', bucket: 'photos', key, state: 'no_face', detectionId: 'd', faces: [], passedOver: [], problem: null, finishedAt: new Date(),
});

describe('GET /jobs/{id}/events', () => {
  interface Events { readonly next: () => Promise<Answer['body'] | undefined>; readonly response: Response }

  async function follow(id: string): Promise<Events> {
    const response = await fetch(route(`jobs/${id}/events`));
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = '';
    const next = async (): Promise<Answer['body'] | undefined> => {
      for (;;) {
        const event = /(?:^|\n)event: status\n(?:id: .*\n)?data: (.*)\n\n/.exec(text);
        if (event !== null) {
          text = text.slice(event.index + event[0].length);
          return JSON.parse(event[1] ?? '');
        }
        const { done, value } = await reader.read();
        if (done) return undefined;
        text += decoder.decode(value, { stream: true });
      }
    };
    return { next, response };
  }

  it('tells each change, and ends with the job', async () => {
    const id = await start({ bucket: 'photos', keys: ['a.jpg', 'b.jpg'] });
    const events = await follow(id);
    expect(events.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(events.response.headers.get('x-request-id')).toBeTruthy();
    const first = await events.next();
    expect(first).toMatchObject({ job_id: id, counts: { no_face: 0 } });
    if (first.enqueued < 2) expect(await events.next()).toMatchObject({ state: 'running', enqueued: 2, counts: { no_face: 0 } });
    await finish(id, 'a.jpg');
    expect(await events.next()).toMatchObject({ state: 'running', counts: { no_face: 1 } });
    await finish(id, 'b.jpg');
    expect(await events.next()).toMatchObject({ state: 'finished', counts: { no_face: 2 } });
    expect(await events.next()).toBeUndefined();
    const late = await follow(id);
    expect(await late.next()).toMatchObject({ state: 'finished' });
    expect(await late.next()).toBeUndefined();
  });

  it('does not know a job that was never made', async () => {
    expect(await get(route('jobs/nothing/events'))).toMatchObject({ status: 404, body: { code: 'job_not_found' } });
  });

  it('does not hold up the end of the service', async () => {
    const other = await startApi();
    const { body: { job_id: id } } = await post(`${other.url}/api/v1/collections/demo/jobs`, { bucket: 'photos', keys: ['a.jpg'] });
    const response = await fetch(`${other.url}/api/v1/jobs/${id}/events`);
    const text = response.text();
    await other.stop();
    expect(await text).toContain('event: status');
  });
});
