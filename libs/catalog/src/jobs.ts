import { Injectable } from '@nestjs/common';
import type { Insertable } from 'kysely';
import { randomUUID } from 'node:crypto';
import { beginsWith } from './begins-with';
import { Catalog } from './catalog';
import { toJob } from './job-row';
import type { JobKeysTable } from './schema';
import type { Job, JobListing, NewJob, ReceiptCounts, ReceiptState } from './types';

/** Keys a row: what is put in the queue in one step. */
const keysPerChunk = 100;

/** What was asked to be indexed, and how far it has come. */
@Injectable()
export class Jobs {
  constructor(private readonly catalog: Catalog) {}

  /** Durable, with all its keys, when it resolves. */
  async create(job: NewJob): Promise<Job> {
    const { id = randomUUID(), kind = 'image', keys = [] } = job;
    return this.catalog.db.transaction().execute(async (db) => {
      const made = await db.insertInto('jobs')
        .values({
          id,
          collection_id: job.collectionId,
          source: job.source,
          kind,
          max_faces: job.maxFaces ?? null,
          enqueued: 0,
          complete: 0,
          pending: kind === 'image' ? 0 : 1,
          created_at: Date.now(),
          request: job.request ?? null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      const chunks = made === undefined ? [] : chunksOf(id, keys);
      if (chunks.length > 0) await db.insertInto('job_keys').values(chunks).execute();
      return toJob(await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
    });
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
    await this.catalog.db.updateTable('jobs').set({ complete: 1, pending: 0 }).where('id', '=', jobId).execute();
  }

  async find(id: string): Promise<Job | undefined> {
    const row = await this.catalog.db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : toJob(row);
  }

  /** One page, newest first. */
  async list({ collectionId, collectionPrefix = '', source, after, limit }: JobListing): Promise<Job[]> {
    let query = this.catalog.db.selectFrom('jobs').selectAll();
    if (collectionId !== undefined) query = query.where('collection_id', '=', collectionId);
    if (collectionPrefix !== '') query = query.where(beginsWith('collection_id', collectionPrefix));
    if (source !== undefined) query = query.where('source', '=', source);
    if (after !== undefined) {
      query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(after.createdAt.getTime(), after.id)));
    }
    const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
    return rows.map(toJob);
  }

  /** Nothing more of it is put in the queue, and what is there is dropped unseen. What is indexed stays. */
  async cancel(jobId: string): Promise<void> {
    await this.catalog.db.updateTable('jobs')
      .set({ cancelled_at: Date.now(), pending: 0, retry_at: null })
      .where('id', '=', jobId)
      .where('cancelled_at', 'is', null)
      .execute();
  }

  /** Cancels every job of the collection that may still bring something into it; resolves with how many. */
  async cancelAllOf(collectionId: string): Promise<number> {
    const rows = await this.catalog.db.updateTable('jobs')
      .set({ cancelled_at: Date.now(), pending: 0, retry_at: null })
      .where('collection_id', '=', collectionId)
      .where('cancelled_at', 'is', null)
      .where((eb) => eb.or([eb('complete', '=', 0), eb('retry_at', 'is not', null)]))
      .returning('id')
      .execute();
    return rows.length;
  }

  /** False for jobs that were not made here, too: other producers name their own. */
  async isCancelled(jobId: string): Promise<boolean> {
    const row = await this.catalog.db.selectFrom('jobs').select('cancelled_at').where('id', '=', jobId).executeTakeFirst();
    return row !== undefined && row.cancelled_at !== null;
  }

  /** Its failed images will be sent again, and an enqueueing that stopped goes on. Nothing happens to a cancelled job. */
  async requestRetry(jobId: string): Promise<void> {
    await this.catalog.db.updateTable('jobs')
      .set({ retry_at: Date.now(), pending: 1, problem: null })
      .where('id', '=', jobId)
      .where('cancelled_at', 'is', null)
      .execute();
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

  /** Images finished since then. */
  async finishedSince(jobId: string, since: Date): Promise<number> {
    const { images } = await this.catalog.db.selectFrom('receipts')
      .select((eb) => eb.fn.countAll().as('images'))
      .where('job_id', '=', jobId)
      .where('finished_at', '>=', since.getTime())
      .executeTakeFirstOrThrow();
    return Number(images);
  }

  /** When the last image was finished; undefined: none was. */
  async lastFinishedAt(jobId: string): Promise<Date | undefined> {
    const row = await this.catalog.db.selectFrom('receipts').select('finished_at')
      .where('job_id', '=', jobId)
      .orderBy('finished_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : new Date(Number(row.finished_at));
  }
}

function chunksOf(jobId: string, keys: readonly string[]): Insertable<JobKeysTable>[] {
  const starts = Array.from({ length: Math.ceil(keys.length / keysPerChunk) }, (_, index) => index * keysPerChunk);
  return starts.map((position) => ({ job_id: jobId, position, keys: JSON.stringify(keys.slice(position, position + keysPerChunk)) }));
}
