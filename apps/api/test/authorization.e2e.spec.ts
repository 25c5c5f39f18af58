import { ApiKeys, Collections, Jobs, type KeyScope, keyScopes } from '@facerec/catalog';
import { runningRoutes } from './running-routes';
import { answerOf, post, startApi, type Answer, type TestApi } from './service';

/** What each route needs. A route that is not here fails the first test. */
const needs: Readonly<Record<string, KeyScope>> = {
  'POST /api/v1/face-recognition/index': 'index',
  'POST /api/v1/face-recognition/match': 'search',
  'POST /api/v1/detect': 'search',
  'POST /api/v1/embeddings': 'search',
  'POST /api/v1/compare': 'search',
  'POST /api/v1/collections': 'index',
  'GET /api/v1/collections': 'read',
  'GET /api/v1/collections/:id': 'read',
  'PATCH /api/v1/collections/:id': 'admin',
  'DELETE /api/v1/collections/:id': 'admin',
  'POST /api/v1/collections/:id/jobs': 'index',
  'POST /api/v1/collections/:id/images': 'index',
  'DELETE /api/v1/collections/:id/images': 'admin',
  'GET /api/v1/collections/:id/faces': 'read',
  'GET /api/v1/collections/:id/faces/:face_id': 'read',
  'DELETE /api/v1/collections/:id/faces/:face_id': 'admin',
  'GET /api/v1/collections/:id/faces/:face_id/crop': 'read',
  'POST /api/v1/collections/:id/subjects': 'index',
  'GET /api/v1/collections/:id/subjects': 'read',
  'GET /api/v1/collections/:id/subjects/:subject_id': 'read',
  'PATCH /api/v1/collections/:id/subjects/:subject_id': 'index',
  'DELETE /api/v1/collections/:id/subjects/:subject_id': 'admin',
  'POST /api/v1/collections/:id/subjects/:subject_id/verify': 'search',
  'POST /api/v1/collections/:id/search': 'search',
  'GET /api/v1/jobs': 'read',
  'GET /api/v1/jobs/:id': 'read',
  'DELETE /api/v1/jobs/:id': 'index',
  'GET /api/v1/jobs/:id/items': 'read',
  'POST /api/v1/jobs/:id/retry': 'index',
  'GET /api/v1/jobs/:id/events': 'read',
  'GET /api/v1/models': 'read',
  'GET /api/v1/system': 'read',
  'GET /metrics': 'read',
};
const open = ['GET /health', 'GET /livez', 'GET /readyz'];
const forEveryKey = /^(GET|OPTIONS) (\/docs(\/.*)?|\/api\/v1\/openapi\.json|\*)$/;
/** Where a body or a query names the collection. */
const byField = ['POST /api/v1/face-recognition/index', 'POST /api/v1/face-recognition/match', 'POST /api/v1/collections', 'GET /api/v1/jobs'];
/** What is neither in a collection nor of a job. */
const aboutNone = /^(POST \/api\/v1\/(detect|embeddings|compare)|GET \/api\/v1\/(collections|models|system)|GET \/metrics)$/;

const routes = Object.keys(needs);
let api: TestApi;
let team: string;
const only = {} as Record<KeyScope, string>;
const allBut = {} as Record<KeyScope, string>;
const jobOf: Record<string, string> = {};

beforeAll(async () => {
  api = await startApi({ REFUSALS_PER_MINUTE: '0' });
  const [keys, collections, jobs] = [api.app.get(ApiKeys, { strict: false }), api.app.get(Collections, { strict: false }), api.app.get(Jobs, { strict: false })];
  const issue = async (scopes: readonly KeyScope[], collectionPrefix = '') => (await keys.issue({ name: 'test', scopes, collectionPrefix })).key;
  for (const scope of keyScopes) {
    only[scope] = await issue([scope]);
    allBut[scope] = await issue(keyScopes.filter((other) => other !== scope));
  }
  team = await issue(keyScopes, 'team-a-');
  // "_" and capitals are letters like others, also to a database.
  for (const id of ['team-a-1', 'team-a-2', 'team-a-3', 'team_a-1', 'TEAM-A-1', 'team-b-1', 'alien']) {
    await collections.ensure(id, 'contract');
    jobOf[id] = (await jobs.create({ collectionId: id, source: 's3://photos/' })).id;
  }
});
afterAll(() => api?.stop());

/** `id` stands for the collection or the job. */
async function ask(route: string, key: string | undefined, id = 'nobody', headers: Record<string, string> = {}): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const url = new URL(api.url + path.replace(':id', id).replace(/:\w+/g, 'x'));
  const body = method === 'POST' || method === 'PATCH' ? JSON.stringify(path.includes('/jobs/:id') ? {} : { collection_id: id }) : undefined;
  if (route === 'GET /api/v1/jobs' && id !== 'nobody') url.searchParams.set('collection_id', id);
  return answerOf(await fetch(url, { method, body, headers: { ...headers, ...(body && { 'content-type': 'application/json' }), ...(key && { 'x-api-key': key }) } }));
}

/** Without what is of the one request. */
const problemOf = ({ status, body: { code, detail, title } }: Answer) => ({ status, code, detail, title });

describe('every route of the running app', () => {
  it('says which scope it needs, but for probes and documentation', () => {
    const running = runningRoutes(api.app).filter((route) => !open.includes(route) && !forEveryKey.test(route));
    expect(running.sort()).toEqual(routes.toSorted());
  });

  it('refuses requests without a key, and with a wrong one', async () => {
    for (const route of routes) {
      for (const key of [undefined, 'wrong']) expect({ route, status: (await ask(route, key)).status }).toEqual({ route, status: 401 });
    }
  });

  it.each(routes)('%s needs its scope, and no other', async (route) => {
    const scope = needs[route] as KeyScope;
    expect(await ask(route, allBut[scope])).toMatchObject({ status: 403, body: { code: 'insufficient_scope', detail: `This needs a key with the scope "${scope}", which yours has not.` } });
    expect([401, 403, 429, 500]).not.toContain((await ask(route, only[scope])).status);
  });

  it('documents its scope', async () => {
    const { paths } = (await ask('GET /api/v1/openapi.json', team)).body;
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      expect({ route, scope: paths[path.replace(/:(\w+)/g, '{$1}')][method.toLowerCase()]['x-required-scope'] }).toEqual({ route, scope: needs[route] });
    }
  });
});

describe('a bucket that is not on the allow-list', () => {
  it('is refused by every route that reads photos, whatever the key', async () => {
    const headers = { 'x-api-key': team };
    await post(`${api.url}/api/v1/collections`, { collection_id: 'team-a-photos' }, headers);
    await post(`${api.url}/api/v1/collections/team-a-photos/subjects`, { subject_id: 'ann' }, headers);
    const place = { bucket: 'elsewhere', key: 'a.jpg' };
    const image = { s3: place };
    for (const [path, body] of Object.entries({
      'face-recognition/index': { ...place, collection_id: 'team-a-photos' }, 'face-recognition/match': { ...place, collection_id: 'team-a-photos' },
      detect: { image }, embeddings: { image }, compare: { source: image, target: image }, 'collections/team-a-photos/images': { image },
      'collections/team-a-photos/search': { image }, 'collections/team-a-photos/subjects/ann/verify': { image },
      'collections/team-a-photos/jobs': { bucket: 'elsewhere', keys: ['a.jpg'] },
    })) expect({ path, ...(await post(`${api.url}/api/v1/${path}`, body, headers)) }).toMatchObject({ path, status: 403, body: { code: 'bucket_not_allowed' } });
  });
});

describe('a key for some collections', () => {
  it.each(routes.filter((route) => !aboutNone.test(route) && !route.includes('/jobs/:id')))('is refused by %s in others, whether or not there are such', async (route) => {
    expect(route.includes('/collections/:id') || byField.includes(route)).toBe(true);
    const refused = await Promise.all(['team-b-1', 'alien', 'team-a', 'team_a-1', 'TEAM-A-1', 'nothing-like-that'].map((id) => ask(route, team, id)));
    for (const answer of refused) {
      expect(problemOf(answer)).toEqual({
        status: 403, code: 'collection_not_allowed', title: 'Collection not allowed', detail: 'Your key is good for collections whose ids begin with "team-a-", and for no others.',
      });
    }
    expect([401, 403, 500]).not.toContain((await ask(route, team, 'team-a-new')).status);
  });

  it.each(routes.filter((route) => route.includes('/jobs/:id')))('knows no job of others: %s', async (route) => {
    const [foreign, unknown] = [await ask(route, team, jobOf['team-b-1']), await ask(route, team, 'nothing')];
    expect(problemOf(foreign)).toMatchObject({ status: 404, code: 'job_not_found', detail: `There is no job "${jobOf['team-b-1']}".` });
    expect(problemOf(unknown)).toMatchObject({ status: 404, code: 'job_not_found', detail: 'There is no job "nothing".' });
  });

  it('lists what is its own, page by page, with cursors that are good for no other key', async () => {
    for (const [list, field] of [['collections', 'collection_id'], ['jobs', 'collection_id']] as const) {
      const listed: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await ask(`GET /api/v1/${list}?limit=1${cursor && `&cursor=${cursor}`}`, team);
        listed.push(...body[list].map((item: Record<string, string>) => item[field]));
        cursor = body.next_cursor;
        if (cursor !== null) {
          expect(await ask(`GET /api/v1/${list}?limit=1&cursor=${cursor}`, only.read)).toMatchObject({ status: 400, body: { errors: [{ pointer: 'cursor' }] } });
        }
      }
      expect(new Set(listed)).toEqual(new Set(listed.filter((id) => id.startsWith('team-a-'))));
      expect(listed).toEqual(expect.arrayContaining(['team-a-1', 'team-a-2', 'team-a-3']));
      const { next_cursor: foreign } = (await ask(`GET /api/v1/${list}?limit=1`, only.read)).body;
      expect((await ask(`GET /api/v1/${list}?limit=1&cursor=${foreign}`, team)).status).toBe(400);
    }
  });

  it('is told nothing of all of them together', async () => {
    expect(problemOf(await ask('GET /metrics', team))).toMatchObject({ status: 403, code: 'collection_not_allowed' });
    expect((await ask('GET /metrics', only.read)).status).toBe(200);
  });

  it('sees its own jobs', async () => {
    expect((await ask('GET /api/v1/jobs/:id', team, jobOf['team-a-1'])).body).toMatchObject({ collection_id: 'team-a-1' });
  });

  it('is given no answer of another key', async () => {
    const answers = [only.index, team, only.index].map((key) => () => ask('POST /api/v1/collections', key, 'team-a-once', { 'idempotency-key': 'the same' }));
    const statuses = [];
    for (const answer of answers) statuses.push((await answer()).status);
    expect(statuses).toEqual([201, 409, 201]);
  });
});
