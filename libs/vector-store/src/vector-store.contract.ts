import { CONTRACT_DIMENSION, direction, hasLength, patientReader, record } from './contract-records';
import { InvalidVectorError } from './errors';
import type { VectorMetadata, VectorStore } from './vector-store';
import { describeListing } from './vector-listing.contract';

/** What every engine must do. `open` gives a store, empty or not: each test uses a collection of its own. */
export function describeVectorStore(name: string, open: () => Promise<VectorStore>): void {
  describe(`${name} as a VectorStore`, () => {
    let store: VectorStore;
    let collection: string;
    let tests = 0;
    const settled = patientReader(() => store);

    beforeAll(async () => { store = await open(); });
    afterAll(() => store.close());
    beforeEach(() => { collection = `contract-${process.pid}-${tests++}`; });
    afterEach(() => store.deleteCollection(collection));

    describe('upsert', () => {
      it('keeps one record when the same one is written twice', async () => {
        await store.upsert(collection, [record('a')]);
        await store.upsert(collection, [record('a')]);
        expect(await settled(() => store.stats(collection), { vectors: 1 })).toEqual({ vectors: 1 });
      });

      it('replaces vector and metadata by id', async () => {
        await store.upsert(collection, [record('a', { angle: 0, metadata: { version: 1 } }), record('b', { angle: 90 })]);
        await store.upsert(collection, [record('a', { angle: 180, metadata: { version: 2 } })]);
        const ids = async () => (await store.query(collection, direction(180), { topK: 2 })).map(({ id }) => id);
        expect(await settled(ids, ['a', 'b'])).toEqual(['a', 'b']);
        expect((await store.fetch(collection, ['a'])).map(({ metadata }) => metadata)).toEqual([{ version: 2 }]);
      });

      it('keeps the last of records with the same id in one call', async () => {
        await store.upsert(collection, [record('a', { metadata: { version: 1 } }), record('a', { metadata: { version: 2 } })]);
        const versions = async () => (await store.fetch(collection, ['a'])).map(({ metadata }) => metadata);
        expect(await settled(versions, [{ version: 2 }])).toEqual([{ version: 2 }]);
      });

      it('does nothing without records', async () => {
        await store.upsert(collection, []);
        expect(await store.stats(collection)).toEqual({ vectors: 0 });
      });

      it('takes several thousand records in one call', async () => {
        const records = Array.from({ length: 2200 }, (_, i) => record(`r${i}`, { angle: (i * 360) / 2200 }));
        await store.upsert(collection, records);
        expect(await settled(() => store.stats(collection), { vectors: 2200 })).toEqual({ vectors: 2200 });
        const [nearest] = await store.query(collection, direction((1234 * 360) / 2200), { topK: 1 });
        expect(nearest?.id).toBe('r1234');
      });

      it.each([
        ['of another length', new Float32Array(CONTRACT_DIMENSION - 1).fill(0.1)],
        ['with NaN', new Float32Array(CONTRACT_DIMENSION).fill(Number.NaN)],
        ['with infinity', new Float32Array(CONTRACT_DIMENSION).fill(Number.POSITIVE_INFINITY)],
      ])('refuses a vector %s and writes none of the call', async (_, values) => {
        await expect(store.upsert(collection, [record('a'), { id: 'b', values, metadata: {} }])).rejects.toThrow(InvalidVectorError);
        await expect(store.query(collection, values, { topK: 1 })).rejects.toThrow(InvalidVectorError);
        expect(await store.stats(collection)).toEqual({ vectors: 0 });
      });
    });

    describe('query', () => {
      it('answers the nearest first with raw cosine and metadata', async () => {
        await store.upsert(collection, [record('far', { angle: 120 }), record('near', { angle: 10, metadata: { face_id: 'near' } }), record('middle', { angle: 60 })]);
        const matches = await settled(() => store.query(collection, direction(0), { topK: 10 }), hasLength(3));
        expect(matches.map(({ id }) => id)).toEqual(['near', 'middle', 'far']);
        [10, 60, 120].forEach((angle, i) => expect(matches[i]?.cosine).toBeCloseTo(Math.cos((angle * Math.PI) / 180), 4));
        expect(matches[0]?.metadata).toEqual({ face_id: 'near' });
      });

      it('finds the vector itself with cosine 1', async () => {
        await store.upsert(collection, [record('a', { angle: 33 })]);
        const [match] = await settled(() => store.query(collection, direction(33), { topK: 1 }), hasLength(1));
        expect(match?.cosine).toBeCloseTo(1, 5);
        expect(match?.cosine).toBeLessThanOrEqual(1);
      });

      it('orders equal cosines by id', async () => {
        await store.upsert(collection, ['c', 'a', 'd', 'b'].map((id) => record(id, { angle: 20 })));
        await settled(() => store.stats(collection), { vectors: 4 });
        const matches = await store.query(collection, direction(0), { topK: 3 });
        expect(matches.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
      });

      it('answers at most topK', async () => {
        await store.upsert(collection, [record('a'), record('b'), record('c')]);
        expect(await settled(() => store.query(collection, direction(0), { topK: 2 }), hasLength(2))).toHaveLength(2);
      });

      it('leaves out matches below minCosine', async () => {
        await store.upsert(collection, [record('near', { angle: 30 }), record('far', { angle: 90 })]);
        await settled(() => store.stats(collection), { vectors: 2 });
        const ids = async (minCosine: number) => (await store.query(collection, direction(0), { topK: 5, minCosine })).map(({ id }) => id);
        expect(await ids(0.5)).toEqual(['near']);
        expect(await ids(0.9)).toEqual([]);
        expect(await ids(-1)).toEqual(['near', 'far']);
      });

      it('searches only what equals every key of the filter', async () => {
        const records = Array.from({ length: 400 }, (_, i) => record(`r${i}`, { angle: i / 10, metadata: { shelf: i % 40, wet: i % 80 === 39, label: `l${i % 2}` } }));
        await store.upsert(collection, records);
        await settled(() => store.stats(collection), { vectors: 400 });
        const ids = async (filter: VectorMetadata) => (await store.query(collection, direction(0), { topK: 3, filter })).map(({ id }) => id);
        expect(await ids({ shelf: 39 })).toEqual(['r39', 'r79', 'r119']);
        expect(await ids({ shelf: 39, wet: false })).toEqual(['r79', 'r159', 'r239']);
        expect(await ids({ shelf: 39, label: 'l0' })).toEqual([]);
        expect(await ids({ shelf: 3 })).toEqual(['r3', 'r43', 'r83']);
        expect(await ids({ shelf: '39' })).toEqual([]);
        expect(await ids({ absent: 1 })).toEqual([]);
      });

      it('answers nothing for a collection that does not exist', async () => {
        expect(await store.query(collection, direction(0), { topK: 5 })).toEqual([]);
        expect(await store.fetch(collection, ['a'])).toEqual([]);
        expect(await store.facesOfImage(collection, 'photos', 'a.jpg')).toEqual([]);
        expect(await store.stats(collection)).toEqual({ vectors: 0 });
        await store.deleteByIds(collection, ['a']);
        await store.deleteWhere(collection, { a: 1 });
        await store.deleteCollection(collection);
      });

      it('refuses a topK outside 1 to 10,000', async () => {
        for (const topK of [0, 10_001, 1.5]) await expect(store.query(collection, direction(0), { topK })).rejects.toThrow(RangeError);
      });
    });

    it('keeps collections apart', async () => {
      const other = `${collection}-other`;
      await store.upsert(collection, [record('a', { metadata: { in: 'one' } })]);
      await store.upsert(other, [record('a', { metadata: { in: 'other' } }), record('b')]);
      const found = async () => (await store.query(collection, direction(0), { topK: 5 })).map(({ metadata }) => metadata);
      expect(await settled(found, [{ in: 'one' }])).toEqual([{ in: 'one' }]);
      await store.deleteByIds(collection, ['b']);
      await store.deleteCollection(collection);
      expect(await settled(() => store.stats(other), { vectors: 2 })).toEqual({ vectors: 2 });
      await store.deleteCollection(other);
    });

    it('fetches values and metadata by id, leaving out absent ids', async () => {
      const a = record('a', { angle: 45, metadata: { text: 'x', number: -1.5e-9, yes: true, no: false } });
      await store.upsert(collection, [a, record('b')]);
      const found = await settled(() => store.fetch(collection, ['a', 'absent']), hasLength(1));
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ id: 'a', metadata: a.metadata });
      expect(Array.from(found[0]?.values ?? [])).toEqual(Array.from(a.values));
    });

    describeListing({ store: () => store, collection: () => collection, settled });

    it('names the faces of one image', async () => {
      await store.upsert(collection, [
        record('a', { metadata: { bucket: 'photos', image_key: 'one.jpg' } }),
        record('b', { metadata: { bucket: 'photos', image_key: 'one.jpg' } }),
        record('c', { metadata: { bucket: 'photos', image_key: 'two.jpg' } }),
        record('d', { metadata: { bucket: 'others', image_key: 'one.jpg' } }),
      ]);
      const faces = async () => (await store.facesOfImage(collection, 'photos', 'one.jpg')).sort();
      expect(await settled(faces, ['a', 'b'])).toEqual(['a', 'b']);
    });

    describe('deletion', () => {
      const left = async () => (await store.query(collection, direction(0), { topK: 10 })).map(({ id }) => id).sort();

      beforeEach(async () => {
        await store.upsert(collection, [
          record('a', { metadata: { bucket: 'photos', image_key: 'one.jpg', subject: 's1' } }),
          record('b', { metadata: { bucket: 'photos', image_key: 'two.jpg', subject: 's1' } }),
          record('c', { metadata: { bucket: 'photos', image_key: 'two.jpg', subject: 's2' } }),
        ]);
        await settled(left, ['a', 'b', 'c']);
      });

      it('removes by id, absent ids being fine', async () => {
        await store.deleteByIds(collection, ['b', 'absent']);
        expect(await settled(left, ['a', 'c'])).toEqual(['a', 'c']);
        await store.deleteByIds(collection, ['b']);
        await store.deleteByIds(collection, []);
        expect(await left()).toEqual(['a', 'c']);
      });

      it('removes an image', async () => {
        await store.deleteWhere(collection, { bucket: 'photos', image_key: 'two.jpg' });
        expect(await settled(left, ['a'])).toEqual(['a']);
      });

      it('removes by another key', async () => {
        await store.deleteWhere(collection, { subject: 's1' });
        expect(await settled(left, ['c'])).toEqual(['c']);
      });

      it('refuses an empty filter', async () => {
        await expect(store.deleteWhere(collection, {})).rejects.toThrow(RangeError);
        expect(await left()).toEqual(['a', 'b', 'c']);
      });

      it('removes a collection, which may begin again', async () => {
        await store.deleteCollection(collection);
        expect(await settled(left, [])).toEqual([]);
        await store.upsert(collection, [record('z')]);
        expect(await settled(left, ['z'])).toEqual(['z']);
      });

      it('lets a deleted id be written again', async () => {
        await store.deleteByIds(collection, ['a', 'b', 'c']);
        await settled(left, []);
        await store.upsert(collection, [record('b')]);
        expect(await settled(left, ['b'])).toEqual(['b']);
      });
    });

    it('keeps special characters in ids, keys and metadata', async () => {
      const image_key = `a "quoted" \\ back/slash é 日本 😀 'x' %_; --\n.jpg`;
      const metadata = { bucket: 'photos', image_key, 'a "key".with[dots]': 'v', tricky: '"subject":"s1"' };
      await store.upsert(collection, [record('id "1" é 😀', { metadata }), record('plain', { metadata: { subject: 's1' } })]);
      const faces = () => store.facesOfImage(collection, 'photos', image_key);
      expect(await settled(faces, ['id "1" é 😀'])).toEqual(['id "1" é 😀']);
      expect((await store.fetch(collection, ['id "1" é 😀']))[0]?.metadata).toEqual(metadata);
      const ids = async (filter: VectorMetadata) => (await store.query(collection, direction(0), { topK: 5, filter })).map(({ id }) => id);
      expect(await ids({ 'a "key".with[dots]': 'v' })).toEqual(['id "1" é 😀']);
      expect(await ids({ subject: 's1' })).toEqual(['plain']);
    });

    it('answers a ping', async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
