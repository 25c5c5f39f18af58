import { Jobs, Receipts, type ImageIdentity, type Job } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import { decodeCursor, encodeCursor } from '../paging/page-cursor';
import { JobProgress } from './job-progress';
import { describeItem, type JobItemListDto, type JobItemsQuery, type JobListDto, type JobsQuery } from './job-lists.dto';

/** Jobs, and the images of a job, page by page. */
@Injectable()
export class JobLists {
  constructor(private readonly jobs: Jobs, private readonly receipts: Receipts, private readonly progress: JobProgress) {}

  async jobsOf({ collection_id, source, cursor, limit }: JobsQuery): Promise<JobListDto> {
    const found = await this.jobs.list({ collectionId: collection_id, source, after: placeOfJob(cursor), limit: limit + 1 });
    const page = found.slice(0, limit);
    const jobs = [];
    for (const job of page) {
      jobs.push(await this.progress.describe(job));
      // SQLite counts in this thread: other requests come in between.
      await breathe();
    }
    const last = found.length > limit ? page.at(-1) : undefined;
    return { jobs, next_cursor: last === undefined ? null : encodeCursor([last.createdAt.getTime(), last.id]) };
  }

  async itemsOf(jobId: string, { state, cursor, limit }: JobItemsQuery): Promise<JobItemListDto> {
    const found = await this.receipts.list(jobId, { state, after: placeOfItem(cursor), limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(describeItem),
      next_cursor: last === undefined ? null : encodeCursor([last.collectionId, last.bucket, last.key]),
    };
  }
}

function placeOfJob(cursor: string | undefined): Pick<Job, 'id' | 'createdAt'> | undefined {
  if (cursor === undefined) return undefined;
  const [createdAt, id] = decodeCursor<[number, string]>(cursor, ['number', 'string']);
  return { createdAt: new Date(createdAt), id };
}

function placeOfItem(cursor: string | undefined): ImageIdentity | undefined {
  if (cursor === undefined) return undefined;
  const [collectionId, bucket, key] = decodeCursor<[string, string, string]>(cursor, ['string', 'string', 'string']);
  return { collectionId, bucket, key };
}
