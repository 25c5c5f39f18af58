import { type ApiKey, type ApiKeys, CatalogUnavailableError } from '@facerec/catalog';
import { createHash } from 'node:crypto';
import { anybody, keysFreshMs, KnownKeys } from './known-keys';

const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

function issued(key: string, facts: Partial<ApiKey> = {}): ApiKey {
  return {
    id: key, digest: digestOf(key), name: key, scopes: ['read'], collectionPrefix: '', perMinute: null, lastFour: key.slice(-4), createdAt: new Date(), revokedAt: null, ...facts,
  };
}

/** `catalog` is what the catalog answers, and may be changed. */
function knownKeys(catalog: { keys: ApiKey[] | Error; asked?: number }, ...bootstrap: string[]): KnownKeys {
  const list = async () => {
    catalog.asked = (catalog.asked ?? 0) + 1;
    if (catalog.keys instanceof Error) throw catalog.keys;
    return catalog.keys;
  };
  return new KnownKeys({ list } as ApiKeys, { apiKeyDigests: bootstrap.map(digestOf) });
}

let now = 0;
beforeEach(() => { jest.spyOn(Date, 'now').mockImplementation(() => now); });
afterEach(() => { jest.restoreAllMocks(); });

describe('KnownKeys', () => {
  it('let everybody in where no key was ever made', async () => {
    const keys = knownKeys({ keys: [] });
    for (const key of [undefined, 'any']) expect(await keys.callerOf(key)).toMatchObject({ scopes: ['read', 'index', 'search', 'admin'], collectionPrefix: '', perMinute: 0 });
  });

  it('know the keys of the settings, and no others, whatever the catalog does', async () => {
    const keys = knownKeys({ keys: new CatalogUnavailableError() }, 'first', 'second');
    expect(await keys.callerOf('first')).toMatchObject({ scopes: ['read', 'index', 'search', 'admin'], collectionPrefix: '' });
    expect((await keys.callerOf('second'))?.id).not.toBe((await keys.callerOf('first'))?.id);
    expect(await keys.callerOf(undefined)).toBeUndefined();
    await expect(keys.callerOf('third')).rejects.toThrow(CatalogUnavailableError);
    const [healthy, digest] = [knownKeys({ keys: [] }, 'first'), digestOf('first')];
    for (const key of ['third', '', 'First', digest]) expect(await healthy.callerOf(key)).toBeUndefined();
  });

  it('know the keys of the catalog, and what each may do', async () => {
    const keys = knownKeys({ keys: [issued('a', { scopes: ['search', 'read'], collectionPrefix: 'team-', perMinute: 7 }), issued('b')] });
    expect(await keys.callerOf('a')).toEqual({ id: 'catalog:a', scopes: ['search', 'read'], collectionPrefix: 'team-', perMinute: 7 });
    expect(await keys.callerOf('b')).toEqual({ id: 'catalog:b', scopes: ['read'], collectionPrefix: '' });
    for (const key of ['c', digestOf('a'), undefined]) expect(await keys.callerOf(key)).toBeUndefined();
  });

  it('do not open the service when the last key is revoked', async () => {
    const keys = knownKeys({ keys: [issued('a', { revokedAt: new Date() })] });
    for (const key of ['a', undefined]) expect(await keys.callerOf(key)).toBeUndefined();
  });

  it('see within seconds what became of a key, and ask the catalog no more often', async () => {
    const catalog = { keys: [issued('a')], asked: 0 };
    const keys = knownKeys(catalog);
    await keys.callerOf('a');
    catalog.keys = [issued('a', { revokedAt: new Date() }), issued('b')];
    now += keysFreshMs - 1;
    for (const key of ['a', 'b', 'c', 'd']) await keys.callerOf(key);
    expect(catalog.asked).toBe(1);
    now += 1;
    expect([await keys.callerOf('a'), (await keys.callerOf('b'))?.id]).toEqual([undefined, 'catalog:b']);
    expect(catalog.asked).toBe(2);
  });

  it('tell of a caller whether it would still be let in', async () => {
    const [first, issuedKeys] = [knownKeys({ keys: new CatalogUnavailableError() }, 'first'), { keys: [issued('a')] }];
    expect(await first.isGood((await first.callerOf('first'))!)).toBe(true);
    const keys = knownKeys(issuedKeys);
    const caller = (await keys.callerOf('a'))!;
    expect([await keys.isGood(caller), await keys.isGood(anybody)]).toEqual([true, false]);
    issuedKeys.keys = [issued('a', { revokedAt: new Date() })];
    now += keysFreshMs;
    expect([await keys.isGood(caller), await keys.isGood(anybody)]).toEqual([false, false]);
    expect(await knownKeys({ keys: [] }).isGood(anybody)).toBe(true);
  });

  it('ask again at once when the catalog did not answer', async () => {
    const catalog: { keys: ApiKey[] | Error } = { keys: new CatalogUnavailableError() };
    const keys = knownKeys(catalog);
    await expect(keys.callerOf('a')).rejects.toThrow(CatalogUnavailableError);
    catalog.keys = [issued('a')];
    expect((await keys.callerOf('a'))?.id).toBe('catalog:a');
  });
});
