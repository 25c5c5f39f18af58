import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { ApiKeys } from './api-keys';
import { useCatalog, type OpenCatalog } from './testing/use-catalog';

export const describeApiKeys = (open: OpenCatalog): void => describe('ApiKeys', () => {
  const catalog = useCatalog(open);

  it('issues keys that are all different, and stores none of them', async () => {
    const keys = new ApiKeys(catalog());
    const first = await keys.issue({ name: 'album tool', scopes: ['index', 'read'], collectionPrefix: 'team-a-', perMinute: 600 });
    const second = await keys.issue({ name: 'album tool', scopes: ['search'] });
    expect(first.key).toMatch(/^facerec_[\w-]{43}$/);
    expect(second.key).not.toBe(first.key);
    expect(first.issued).toMatchObject({
      name: 'album tool', scopes: ['read', 'index'], collectionPrefix: 'team-a-', perMinute: 600, lastFour: first.key.slice(-4), revokedAt: null,
      digest: createHash('sha256').update(first.key).digest('hex'),
    });
    expect(second.issued).toMatchObject({ scopes: ['search'], collectionPrefix: '', perMinute: null });
    const { rows } = await sql`select * from api_keys`.execute(catalog().db);
    for (const { key } of [first, second]) expect(JSON.stringify(rows)).not.toContain(key.slice(0, -4));
    expect(await keys.list()).toEqual(expect.arrayContaining([first.issued, second.issued]));
  });

  it('revokes a key once, and keeps what it was', async () => {
    const keys = new ApiKeys(catalog());
    const { issued } = await keys.issue({ name: 'leaked', scopes: ['admin'] });
    const revoked = await keys.revoke(issued.id);
    expect(revoked).toEqual({ ...issued, revokedAt: expect.any(Date) });
    expect(await keys.revoke(issued.id)).toEqual(revoked);
    expect(await keys.list()).toContainEqual(revoked);
    expect(await keys.revoke('nobody')).toBeUndefined();
  });
});
