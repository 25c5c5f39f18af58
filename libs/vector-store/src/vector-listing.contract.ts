import { direction, record, type patientReader } from './contract-records';
import type { VectorRecord, VectorStore } from './vector-store';

interface Context {
  readonly store: () => VectorStore;
  readonly collection: () => string;
  readonly settled: ReturnType<typeof patientReader>;
}

const ids = Array.from({ length: 30 }, (_, i) => `id ${String(i).padStart(2, '0')} é`);

/** What `list` must do, as a part of the contract. */
export function describeListing({ store, collection, settled }: Context): void {
  async function pages(): Promise<(readonly VectorRecord[])[]> {
    const listed: (readonly VectorRecord[])[] = [];
    let cursor: string | undefined;
    do {
      const page = await store().list(collection(), { cursor, limit: 7 });
      listed.push(page.records);
      cursor = page.next;
    } while (cursor !== undefined);
    return listed;
  }
  const everyId = async () => idsOf((await pages()).flat());

  describe('list', () => {
    it('gives every record of the collection once, in pages', async () => {
      const other = `${collection()}-other`;
      await store().upsert(collection(), ids.map((id, i) => record(id, { angle: 3 * i, metadata: { n: i } })));
      await store().upsert(other, [record('other')]);
      expect(await settled(everyId, ids)).toEqual(ids);
      const listed = await pages();
      expect(Math.max(...listed.map(({ length }) => length))).toBeLessThanOrEqual(7);
      const fifth = listed.flat().find(({ id }) => id === ids[5]);
      expect(fifth?.metadata).toEqual({ n: 5 });
      expect(Array.from(fifth?.values ?? [])).toEqual(Array.from(direction(15)));
      await store().deleteCollection(other);
    });

    it('goes on after a cursor when what was listed is gone', async () => {
      await store().upsert(collection(), ids.map((id) => record(id)));
      await settled(everyId, ids);
      const { records, next } = await store().list(collection(), { limit: 7 });
      await store().deleteByIds(collection(), records.map(({ id }) => id));
      const rest = ids.filter((id) => !records.some((listed) => listed.id === id));
      const goOn = async () => idsOf((await store().list(collection(), { cursor: next, limit: 100 })).records);
      expect(await settled(goOn, rest)).toEqual(rest);
    });

    it('has nothing for a collection that does not exist, and refuses a limit outside 1 to 1,000', async () => {
      expect((await store().list(collection(), { limit: 10 })).records).toEqual([]);
      for (const limit of [0, 1_001, 1.5]) await expect(store().list(collection(), { limit })).rejects.toThrow(RangeError);
    });
  });
}

function idsOf(records: readonly VectorRecord[]): string[] {
  return records.map(({ id }) => id).sort();
}
