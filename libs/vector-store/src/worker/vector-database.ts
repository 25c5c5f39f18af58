import type { Database, Statement } from 'better-sqlite3';
import { openDatabase } from './open-database.ts';

export interface CollectionHead {
  readonly id: number;
  readonly revision: number;
  /** Who is behind this revision cannot follow by the deletions listed, and must read everything again. */
  readonly forgotten: number;
}

export interface NewRecord {
  readonly id: string;
  /** float32 bytes. */
  readonly vector: Uint8Array;
  /** JSON of a flat object. */
  readonly metadata: string;
}

export interface StoredRecord {
  readonly id: string;
  readonly metadata: string;
}

/** Deletions listed for the other processes; twice as many make the older half forgotten. */
const DELETIONS_KEPT = 20_000;
const PURGED_AT_ONCE = 2_000;

/** The tables: every method is one statement or one transaction. */
export class VectorDatabase {
  private readonly db: Database;
  private readonly statements = new Map<string, Statement>();

  constructor(directory: string, dimension: number) {
    this.db = openDatabase(directory, dimension);
  }

  /** Reads inside see one state of the database. */
  snapshot<T>(read: () => T): T {
    return this.db.transaction(read).deferred();
  }

  collection(name: string): CollectionHead | undefined {
    return this.sql('SELECT id, revision, forgotten FROM collections WHERE name = ?').get(name) as CollectionHead | undefined;
  }

  collectionIds(): ReadonlySet<number> {
    return new Set(this.sql('SELECT id FROM collections WHERE name IS NOT NULL').pluck().all() as number[]);
  }

  upsert(name: string, records: Iterable<NewRecord>): void {
    this.write(() => {
      const head = this.collection(name) ?? (this.sql('INSERT INTO collections (name) VALUES (?) RETURNING id, revision, forgotten').get(name) as CollectionHead);
      const revision = this.advance(head);
      const record = this.sql(`
        INSERT INTO records (collection, id, revision, metadata) VALUES (?, ?, ?, ?)
        ON CONFLICT (collection, id) DO UPDATE SET revision = excluded.revision, metadata = excluded.metadata RETURNING row`).pluck();
      const embedding = this.sql('INSERT OR REPLACE INTO embeddings (row, vector) VALUES (?, ?)');
      for (const { id, vector, metadata } of records) embedding.run(record.get(head.id, id, revision, metadata), vector);
    });
  }

  delete(name: string, find: (head: CollectionHead) => readonly number[]): void {
    this.write(() => {
      const head = this.collection(name);
      const rows = head === undefined ? [] : find(head);
      if (head === undefined || rows.length === 0) return;
      const revision = this.advance(head);
      for (const row of rows) {
        this.sql('INSERT INTO deletions (collection, revision, row) VALUES (?, ?, ?)').run(head.id, revision, row);
        this.removeRow(row);
      }
      this.forgetOldDeletions(head.id);
    });
  }

  rowOf(collection: number, id: string): number | undefined {
    return this.sql('SELECT row FROM records WHERE collection = ? AND id = ?').pluck().get(collection, id) as number | undefined;
  }

  /** In the order of their ids. */
  rowsAfter(collection: number, id: string, limit: number): number[] {
    return this.sql('SELECT row FROM records WHERE collection = ? AND id > ? ORDER BY id LIMIT ?').pluck().all(collection, id, limit) as number[];
  }

  /** Rows whose metadata text holds every fragment; narrowed by the index when the image key is known. */
  *rowsWith(collection: number, fragments: readonly string[], imageKey?: string): Iterable<{ row: number } & StoredRecord> {
    const byImage = imageKey === undefined ? '' : "AND metadata ->> '$.image_key' = ?";
    const holds = fragments.map(() => 'AND instr(metadata, ?) > 0').join(' ');
    const values = imageKey === undefined ? fragments : [imageKey, ...fragments];
    const found = this.sql(`SELECT row, id, metadata FROM records WHERE collection = ? ${byImage} ${holds}`);
    yield* found.iterate(collection, ...values) as Iterable<{ row: number } & StoredRecord>;
  }

  record(row: number): StoredRecord {
    return this.sql('SELECT id, metadata FROM records WHERE row = ?').get(row) as StoredRecord;
  }

  vector(row: number): Buffer {
    return this.sql('SELECT vector FROM embeddings WHERE row = ?').pluck().get(row) as Buffer;
  }

  /** Rows written after a revision with their vectors. */
  writtenSince(collection: number, revision: number): Iterable<[row: number, vector: Buffer]> {
    const written = this.sql(`
      SELECT r.row, e.vector FROM records r JOIN embeddings e ON e.row = r.row
      WHERE r.collection = ? AND r.revision > ? ORDER BY r.revision, r.row`);
    return written.raw().iterate(collection, revision) as Iterable<[number, Buffer]>;
  }

  deletedSince(collection: number, revision: number): number[] {
    return this.sql('SELECT row FROM deletions WHERE collection = ? AND revision > ?').pluck().all(collection, revision) as number[];
  }

  count(collection: number): number {
    return this.sql('SELECT count(*) FROM records WHERE collection = ?').pluck().get(collection) as number;
  }

  /** From here on nobody sees the collection; its records are still to be purged. */
  hideCollection(name: string): void {
    this.write(() => this.sql('UPDATE collections SET name = NULL WHERE name = ?').run(name));
  }

  /** Removes some records of hidden collections; false when none is left. Small steps, so that other writers get their turn. */
  purge(): boolean {
    return this.write(() => {
      const collection = this.sql('SELECT id FROM collections WHERE name IS NULL LIMIT 1').pluck().get() as number | undefined;
      if (collection === undefined) return false;
      const rows = this.sql('SELECT row FROM records WHERE collection = ? LIMIT ?').pluck().all(collection, PURGED_AT_ONCE) as number[];
      for (const row of rows) this.removeRow(row);
      if (rows.length === PURGED_AT_ONCE) return true;
      this.sql('DELETE FROM deletions WHERE collection = ?').run(collection);
      this.sql('DELETE FROM collections WHERE id = ?').run(collection);
      return true;
    });
  }

  get isOpen(): boolean {
    return this.db.open;
  }

  close(): void {
    this.db.close();
  }

  private advance(head: CollectionHead): number {
    return this.sql('UPDATE collections SET revision = revision + 1 WHERE id = ? RETURNING revision').pluck().get(head.id) as number;
  }

  private removeRow(row: number): void {
    this.sql('DELETE FROM records WHERE row = ?').run(row);
    this.sql('DELETE FROM embeddings WHERE row = ?').run(row);
  }

  private forgetOldDeletions(collection: number): void {
    const listed = this.sql('SELECT count(*) FROM deletions WHERE collection = ?').pluck().get(collection) as number;
    if (listed <= 2 * DELETIONS_KEPT) return;
    const oldest = this.sql('SELECT revision FROM deletions WHERE collection = ? ORDER BY revision DESC LIMIT 1 OFFSET ?').pluck();
    const forgotten = oldest.get(collection, DELETIONS_KEPT) as number;
    this.sql('DELETE FROM deletions WHERE collection = ? AND revision <= ?').run(collection, forgotten);
    this.sql('UPDATE collections SET forgotten = ? WHERE id = ?').run(forgotten, collection);
  }

  /** Takes the write lock at the start: a read lock cannot be raised while another process writes. */
  private write<T>(change: () => T): T {
    return this.db.transaction(change).immediate();
  }

  private sql(source: string): Statement<unknown[]> {
    let statement = this.statements.get(source);
    if (statement === undefined) this.statements.set(source, (statement = this.db.prepare<unknown[]>(source)));
    return statement;
  }
}
