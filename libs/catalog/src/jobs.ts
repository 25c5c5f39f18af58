import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import { randomUUID } from 'node:crypto';
import { Catalog } from './catalog';
import type { JobsTable } from './schema';
import type { Job, NewJob, ReceiptCounts, ReceiptState } from './types';

/** What was asked to be indexed, and how far its enqueueing has come. */
@Injectable()
export class Jobs {
  constructor(private readonly catalog: Catalog) {}

  async create(job: NewJob): Promise<Job> {
    const id = job.id ?? randomUUID();
    await this.catalog.db.insertInto('jobs')
      .values({
        id,
        collection_id: job.collectionId,
        source: job.source,
        enqueued: 0,
        last_key: null,
        complete: 0,
        created_at: Date.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    const row = await this.catalog.db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    return toJob(row);
  }

  /** Adds images that the queue has accepted, and the key to go on after. */
  async recordEnqueued(jobId: string, count: number, cursor: string | null): Promise<void> {
    await this.catalog.db.updateTable('jobs')
      .set((eb) => ({ enqueued: eb('enqueued', '+', count), last_key: cursor }))
      .where('id', '=', jobId)
      .execute();
  }

  /** All images are in the queue. */
  async complete(jobId: string): Promise<void> {
    await this.catalog.db.updateTable('jobs').set({ complete: 1 }).where('id', '=', jobId).execute();
  }

  async find(id: string): Promise<Job | undefined> {
    const row = await this.catalog.db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : toJob(row);
  }

  /** The newest job of this source whose enqueueing was interrupted. */
  async findUnfinished(collectionId: string, source: string): Promise<Job | undefined> {
    const row = await this.catalog.db.selectFrom('jobs').selectAll()
      .where('collection_id', '=', collectionId)
      .where('source', '=', source)
      .where('complete', '=', 0)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : toJob(row);
  }

  async counts(jobId: string): Promise<ReceiptCounts> {
    const rows = await this.catalog.db.selectFrom('receipts')
      .select((eb) => ['state', eb.fn.countAll().as('images')])
      .where('job_id', '=', jobId)
      .groupBy('state')
      .execute();
    const counts: Record<ReceiptState, number> = { indexed: 0, no_face: 0, failed: 0, superseded: 0 };
    for (const row of rows) counts[row.state as ReceiptState] = Number(row.images);
    return counts;
  }
}

function toJob(row: Selectable<JobsTable>): Job {
  return {
    id: row.id,
    collectionId: row.collection_id,
    source: row.source,
    enqueued: Number(row.enqueued),
    cursor: row.last_key,
    complete: row.complete === 1,
    createdAt: new Date(Number(row.created_at)),
  };
}
