import { Collections } from './collections';
import { RevisionMismatchError } from './errors';
import { ImageHeads } from './image-heads';
import { KeptAnswers } from './kept-answers';
import { ServiceSecrets } from './service-secrets';
import { StoredFaces } from './stored-faces';
import { Subjects } from './subjects';
import { useCatalog, type OpenCatalog } from './testing/use-catalog';
import type { CommittedImage, ImageIdentity } from './types';

/** What the catalog keeps for the resources of the API. */
export const describeV1Resources = (open: OpenCatalog): void => describe('v1 resources', () => {
  const catalog = useCatalog(open);

  describe('Collections', () => {
    it('are created once, listed in order, and changed as long as nobody else did', async () => {
      const collections = new Collections(catalog());
      const made = await collections.create('b', 'contract', { minCosine: 0.4, metadata: { owner: 'ann' } });
      expect(made).toMatchObject({ id: 'b', minCosine: 0.4, metadata: { owner: 'ann' }, revision: 0 });
      expect(await collections.create('b', 'contract')).toBeUndefined();
      await collections.ensure('a', 'contract');
      expect((await collections.list({ limit: 9 })).map(({ id }) => id)).toEqual(['a', 'b']);
      expect((await collections.list({ after: 'a', limit: 9 })).map(({ id }) => id)).toEqual(['b']);

      expect(await collections.change('b', { minCosine: null }, 0)).toMatchObject({ minCosine: null, metadata: { owner: 'ann' }, revision: 1 });
      await expect(collections.change('b', { metadata: {} }, 0)).rejects.toThrow(RevisionMismatchError);
      expect(await collections.change('none', {}, 0)).toBeUndefined();
    });

    it('may be listed by how their ids begin, letter by letter', async () => {
      const collections = new Collections(catalog());
      for (const id of ['a_b-1', 'a_b-2', 'axb-1', 'A_B-1', 'a_b']) await collections.ensure(id, 'contract');
      expect((await collections.list({ prefix: 'a_b-', limit: 9 })).map(({ id }) => id)).toEqual(['a_b-1', 'a_b-2']);
      expect((await collections.list({ prefix: 'a_b-', after: 'a_b-1', limit: 9 })).map(({ id }) => id)).toEqual(['a_b-2']);
    });

    it('take their subjects with them', async () => {
      const [collections, subjects] = [new Collections(catalog()), new Subjects(catalog())];
      await collections.ensure('going', 'contract');
      await subjects.create({ collectionId: 'going', id: 'ann' });
      await subjects.link({ collectionId: 'going', bucket: '', key: 'a' }, 'ann');
      await collections.remove('going');
      expect(await subjects.find('going', 'ann')).toBeUndefined();
      expect(await subjects.images('going', 'ann', 9)).toEqual([]);
    });
  });

  describe('Subjects', () => {
    it('are made, found, changed and removed', async () => {
      const subjects = new Subjects(catalog());
      const ann = await subjects.create({ collectionId: 's', id: 'ann', name: 'Ann', externalId: '7' });
      expect(ann).toMatchObject({ id: 'ann', name: 'Ann', externalId: '7', metadata: {}, revision: 0 });
      expect(await subjects.create({ collectionId: 's', id: 'ann' })).toBeUndefined();
      await subjects.create({ collectionId: 's', id: 'bob' });
      expect((await subjects.list('s', { limit: 1 })).map(({ id }) => id)).toEqual(['ann']);
      expect((await subjects.list('s', { after: 'ann', limit: 9 })).map(({ id }) => id)).toEqual(['bob']);
      expect((await subjects.list('s', { externalId: '7', limit: 9 })).map(({ id }) => id)).toEqual(['ann']);
      expect(await subjects.change('s', 'ann', { name: null, metadata: { age: 7 } }, 0)).toMatchObject({ name: null, externalId: '7', revision: 1 });
      await expect(subjects.change('s', 'ann', {}, 0)).rejects.toThrow(RevisionMismatchError);
      expect(await subjects.remove('s', 'ann')).toBe(true);
      expect(await subjects.remove('s', 'ann')).toBe(false);
    });
  });

  describe('StoredFaces', () => {
    const image = (key: string): ImageIdentity => ({ collectionId: 'faces', bucket: 'photos', key });

    async function store(key: string, faces: number, facts: Partial<CommittedImage> = {}): Promise<void> {
      const heads = new ImageHeads(catalog());
      const lease = await heads.acquire(image(key), 'owner', 1_000);
      const box = { left: 0, top: 0, width: 1, height: 1 };
      await heads.commit(lease!, {
        contentSha256: 'c', lastModified: new Date(0), versionId: null, embeddingContract: 'e', maxFaces: null, sentAt: new Date(0), detectionId: 'd',
        faces: Array.from({ length: faces }, (_, rank) => ({ faceId: `${key}${rank}`, box, confidence: 1 })), passedOver: [], ...facts,
      });
      if (facts.subjectId !== undefined) await new Subjects(catalog()).link(image(key), facts.subjectId);
      await heads.release(lease!);
    }

    it('are listed page by page, over images with many and with none', async () => {
      await store('a', 3);
      await store('b', 0);
      await store('c', 1, { subjectId: 'ann' });
      await store('d', 2, { subjectId: 'bob' });
      const stored = new StoredFaces(catalog());
      for (const limit of [1, 2, 3, 4, 9]) {
        const ids: string[] = [];
        for (let page = await stored.list({ collectionId: 'faces', limit }); page.length > 0;) {
          expect(page.length).toBeLessThanOrEqual(limit);
          ids.push(...page.map(({ face }) => face.faceId));
          page = await stored.list({ collectionId: 'faces', limit, after: page.at(-1)! });
        }
        expect(ids).toEqual(['a0', 'a1', 'a2', 'c0', 'd0', 'd1']);
      }
    });

    it('may be those of one subject or image, by what is stored now', async () => {
      const stored = new StoredFaces(catalog());
      const idsOf = async (filter: object) => (await stored.list({ collectionId: 'faces', limit: 9, ...filter })).map(({ face }) => face.faceId);
      expect(await idsOf({ subjectId: 'bob' })).toEqual(['d0', 'd1']);
      expect(await idsOf({ imageKey: 'a' })).toEqual(['a0', 'a1', 'a2']);
      await store('d', 1, { subjectId: 'ann' });
      expect(await idsOf({ subjectId: 'bob' })).toEqual([]);
      expect(await idsOf({ subjectId: 'ann' })).toEqual(['c0', 'd0']);
    });
  });

  describe('KeptAnswers', () => {
    it('are given to the same request again, once there is one', async () => {
      const answers = new KeptAnswers(catalog());
      expect(await answers.begin('key', 'request', 60_000)).toBeUndefined();
      expect(await answers.begin('key', 'request', 60_000)).toEqual({ fingerprint: 'request', answer: null });
      await answers.keep('key', 'answer');
      expect(await answers.begin('key', 'other', 60_000)).toEqual({ fingerprint: 'request', answer: 'answer' });
    });

    it('may be dropped, and are forgotten with time', async () => {
      const answers = new KeptAnswers(catalog());
      await answers.begin('dropped', 'request', 60_000);
      await answers.drop('dropped');
      expect(await answers.begin('dropped', 'request', -1)).toBeUndefined();
      expect(await answers.begin('dropped', 'request', 60_000)).toBeUndefined();
    });
  });

  describe('ServiceSecrets', () => {
    it('are the same whoever asks', async () => {
      const secrets = await Promise.all([1, 2, 3].map(() => new ServiceSecrets(catalog()).get('cursor')));
      expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1);
      expect(secrets[0]).toHaveLength(32);
    });
  });
});
