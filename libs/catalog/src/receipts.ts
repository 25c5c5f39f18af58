import { Injectable } from '@nestjs/common';
import type { Insertable, Selectable } from 'kysely';
import { Catalog } from './catalog';
import type { ReceiptsTable } from './schema';
import type { ImageIdentity, Receipt, ReceiptListing, ReceiptState } from './types';

/** The last word on each image of a job. */
@Injectable()
export class Receipts {
  constructor(private readonly catalog: Catalog) {}

  /** Exactly one for each (job, collection, bucket, key): a later one replaces it. */
  async put(receipt: Receipt): Promise<void> {
    const { job_id, collection_id, bucket, image_key, ...outcome } = toRow(receipt);
    await this.catalog.db.insertInto('receipts')
      .values({ job_id, collection_id, bucket, image_key, ...outcome })
      .onConflict((conflict) => conflict.columns(['job_id', 'collection_id', 'bucket', 'image_key']).doUpdateSet(outcome))
      .execute();
  }

  /** A failure that is no attempt's own word (the message is given up): it replaces an earlier failure, never a success. */
  async putFailure(receipt: Receipt): Promise<void> {
    const { job_id, collection_id, bucket, image_key, ...outcome } = toRow(receipt);
    await this.catalog.db.insertInto('receipts')
      .values({ job_id, collection_id, bucket, image_key, ...outcome })
      .onConflict((conflict) => conflict.columns(['job_id', 'collection_id', 'bucket', 'image_key'])
        .doUpdateSet(outcome)
        .where('receipts.state', '=', 'failed'))
      .execute();
  }

  /** Before their images are tried again; one that was written anew since it was read stays. */
  async withdrawFailures(receipts: readonly Receipt[]): Promise<void> {
    if (receipts.length === 0) return;
    await this.catalog.db.deleteFrom('receipts')
      .where('state', '=', 'failed')
      .where((eb) => eb.or(receipts.map(({ jobId, collectionId, bucket, key, finishedAt }) => eb.and({
        job_id: jobId, collection_id: collectionId, bucket, image_key: key, finished_at: finishedAt.getTime(),
      }))))
      .execute();
  }

  async find(jobId: string, image: ImageIdentity): Promise<Receipt | undefined> {
    const row = await this.catalog.db.selectFrom('receipts').selectAll()
      .where('job_id', '=', jobId)
      .where('collection_id', '=', image.collectionId)
      .where('bucket', '=', image.bucket)
      .where('image_key', '=', image.key)
      .executeTakeFirst();
    return row === undefined ? undefined : toReceipt(row);
  }

  /** One page, ordered by collection, bucket and key. */
  async list(jobId: string, listing: ReceiptListing): Promise<Receipt[]> {
    const { state, until, after, limit } = listing;
    let query = this.catalog.db.selectFrom('receipts').selectAll().where('job_id', '=', jobId);
    if (state !== undefined) query = query.where('state', '=', state);
    if (until !== undefined) query = query.where('finished_at', '<=', until.getTime());
    if (after !== undefined) {
      query = query.where((eb) => eb(
        eb.refTuple('collection_id', 'bucket', 'image_key'),
        '>',
        eb.tuple(after.collectionId, after.bucket, after.key),
      ));
    }
    const rows = await query.orderBy('collection_id').orderBy('bucket').orderBy('image_key').limit(limit).execute();
    return rows.map(toReceipt);
  }
}

function toRow(receipt: Receipt): Insertable<ReceiptsTable> {
  return {
    job_id: receipt.jobId,
    collection_id: receipt.collectionId,
    bucket: receipt.bucket,
    image_key: receipt.key,
    state: receipt.state,
    detection_id: receipt.detectionId,
    faces: JSON.stringify(receipt.faces),
    passed_over: JSON.stringify(receipt.passedOver),
    problem: receipt.problem === null ? null : JSON.stringify(receipt.problem),
    finished_at: receipt.finishedAt.getTime(),
  };
}

function toReceipt(row: Selectable<ReceiptsTable>): Receipt {
  return {
    jobId: row.job_id,
    collectionId: row.collection_id,
    bucket: row.bucket,
    key: row.image_key,
    state: row.state as ReceiptState,
    detectionId: row.detection_id,
    faces: JSON.parse(row.faces),
    passedOver: JSON.parse(row.passed_over),
    problem: row.problem === null ? null : JSON.parse(row.problem),
    finishedAt: new Date(Number(row.finished_at)),
  };
}
