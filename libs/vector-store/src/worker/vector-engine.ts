import { setImmediate } from 'node:timers/promises';
import { CollectionRows } from './collection-rows.ts';
import { fragments, matches } from './metadata-filter.ts';
import type { Calls, Filter, PackedRecords, ScanMatch, ScanQuery } from './protocol.ts';
import { rerank } from './rerank.ts';
import { Scanner } from './scanner.ts';
import { VectorDatabase, type CollectionHead, type NewRecord } from './vector-database.ts';
import type { ScanHelpers } from './scan-helpers.ts';

export interface EngineOptions {
  readonly directory: string;
  readonly dimension: number;
  readonly startHelpers?: ((memory: WebAssembly.Memory) => ScanHelpers) | undefined;
}

/**
 * SQLite holds the truth; int8 copies of the collections that were queried follow it by their revision, read before every
 * query, so that whatever another process has committed is seen.
 */
export class VectorEngine implements Calls {
  private readonly database: VectorDatabase;
  private readonly scanner: Scanner;
  private readonly dimension: number;
  /** By collection id, least recently queried first. */
  private readonly loaded = new Map<number, CollectionRows>();

  constructor({ directory, dimension, startHelpers }: EngineOptions) {
    this.dimension = dimension;
    this.database = new VectorDatabase(directory, dimension);
    this.scanner = new Scanner(dimension, () => this.unloadOldest(), startHelpers);
  }

  upsert(collection: string, records: PackedRecords): void {
    this.database.upsert(collection, unpack(records, this.dimension));
  }

  query(collection: string, query: ScanQuery): ScanMatch[] {
    return this.database.snapshot(() => {
      const head = this.database.collection(collection);
      if (head === undefined) return [];
      const rows = this.follow(head);
      const slots = query.filter && rows.slots(this.rowsWhere(head, query.filter));
      return rerank({ database: this.database, scanner: this.scanner, rows, slots }, query);
    });
  }

  fetch(collection: string, ids: readonly string[]): PackedRecords {
    return this.pack(collection, (head) => this.rowsOf(head, ids));
  }

  list(collection: string, after: string, limit: number): PackedRecords {
    return this.pack(collection, (head) => this.database.rowsAfter(head.id, after, limit));
  }

  idsWhere(collection: string, filter: Filter): string[] {
    return this.database.snapshot(() => {
      const head = this.database.collection(collection);
      return head === undefined ? [] : this.rowsWhere(head, filter).map((row) => this.database.record(row).id);
    });
  }

  deleteByIds(collection: string, ids: readonly string[]): void {
    this.database.delete(collection, (head) => this.rowsOf(head, ids));
  }

  deleteWhere(collection: string, filter: Filter): void {
    this.database.delete(collection, (head) => this.rowsWhere(head, filter));
  }

  async deleteCollection(collection: string): Promise<void> {
    this.database.hideCollection(collection);
    this.unloadDeleted();
    await this.purge();
  }

  /** Removes what deleted collections left behind, also what an interrupted deletion did; other calls pass in between. */
  async purge(): Promise<void> {
    while (this.database.isOpen && this.database.purge()) await setImmediate();
  }

  count(collection: string): number {
    const head = this.database.collection(collection);
    return head === undefined ? 0 : this.database.count(head.id);
  }

  ping(): void {
    this.database.collection('');
  }

  close(): void {
    this.database.close();
  }

  private pack(collection: string, find: (head: CollectionHead) => readonly number[]): PackedRecords {
    return this.database.snapshot(() => {
      const head = this.database.collection(collection);
      const rows = head === undefined ? [] : find(head);
      const records = rows.map((row) => this.database.record(row));
      const values = new Float32Array(rows.length * this.dimension);
      const bytes = new Uint8Array(values.buffer);
      rows.forEach((row, i) => bytes.set(this.database.vector(row), 4 * i * this.dimension));
      return { ids: records.map(({ id }) => id), metadata: records.map(({ metadata }) => metadata), values };
    });
  }

  /** The collection's rows in memory, brought up to the revision of this snapshot. */
  private follow(head: CollectionHead): CollectionRows {
    const rows = this.loaded.get(head.id) ?? this.startLoading();
    this.loaded.delete(head.id);
    this.loaded.set(head.id, rows);
    if (rows.revision === head.revision) return rows;
    if (rows.revision < head.forgotten) rows.clear();
    try {
      for (const [row, vector] of this.database.writtenSince(head.id, rows.revision)) rows.put(row, vector);
    } catch (error) {
      rows.clear();
      throw error;
    }
    // What is deleted is never written again under the same row, so that the order of the two does not matter.
    for (const row of this.database.deletedSince(head.id, rows.revision)) rows.delete(row);
    rows.revision = head.revision;
    return rows;
  }

  private startLoading(): CollectionRows {
    this.unloadDeleted();
    return new CollectionRows(this.scanner.space);
  }

  /** Other processes delete collections too; their memory is free again at the next load. */
  private unloadDeleted(): void {
    const existing = this.database.collectionIds();
    for (const id of this.loaded.keys()) if (!existing.has(id)) this.unload(id);
  }

  private unloadOldest(): boolean {
    // The last one is being loaded.
    const [oldest] = [...this.loaded.keys()].slice(0, -1);
    if (oldest !== undefined) this.unload(oldest);
    return oldest !== undefined;
  }

  private unload(id: number): void {
    this.loaded.get(id)?.clear();
    this.loaded.delete(id);
  }

  private rowsWhere(head: CollectionHead, filter: Filter): number[] {
    const imageKey = typeof filter.image_key === 'string' ? filter.image_key : undefined;
    const found: number[] = [];
    for (const { row, metadata } of this.database.rowsWith(head.id, fragments(filter), imageKey)) if (matches(metadata, filter)) found.push(row);
    return found;
  }

  private rowsOf(head: CollectionHead, ids: readonly string[]): number[] {
    return [...new Set(ids)].map((id) => this.database.rowOf(head.id, id)).filter((row) => row !== undefined);
  }
}

function* unpack({ ids, metadata, values }: PackedRecords, dimension: number): Iterable<NewRecord> {
  for (const [i, id] of ids.entries()) {
    const vector = new Uint8Array(values.buffer, values.byteOffset + 4 * i * dimension, 4 * dimension);
    yield { id, vector, metadata: metadata[i] as string };
  }
}
