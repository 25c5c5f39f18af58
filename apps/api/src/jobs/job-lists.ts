import { Jobs, Receipts, type ImageIdentity, type Job, type Receipt } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { setImmediate as breathe } from 'node:timers/promises';
import { type Listing, Pages } from '../paging/pages';
import { JobProgress } from './job-progress';
import { describeItem, type JobItemListDto, type JobItemsQuery, type JobListDto, type JobsQuery } from './job-lists.dto';

/** Jobs, and the images of a job, page by page. */
@Injectable()
export class JobLists {
  constructor(
    private readonly jobs: Jobs,
    private readonly receipts: Receipts,
    private readonly progress: JobProgress,
    private readonly pages: Pages,
  ) {}

  /** Of collections whose ids begin with `collectionPrefix`. */
  async jobsOf(query: JobsQuery, collectionPrefix: string, reply: FastifyReply): Promise<JobListDto> {
    const { items, nextCursor } = await this.pages.read(query, reply, this.jobListing(query, collectionPrefix));
    const jobs = [];
    for (const job of items) {
      jobs.push(await this.progress.describe(job));
      // SQLite counts in this thread: other requests come in between.
      await breathe();
    }
    return { jobs, next_cursor: nextCursor };
  }

  async itemsOf(jobId: string, query: JobItemsQuery, reply: FastifyReply): Promise<JobItemListDto> {
    const { items, nextCursor } = await this.pages.read(query, reply, this.itemListing(jobId, query));
    return { items: items.map(describeItem), next_cursor: nextCursor };
  }

  private jobListing({ collection_id: collectionId, source }: JobsQuery, collectionPrefix: string): Listing<Job, [number, string]> {
    return {
      name: JSON.stringify(['jobs', collectionId, source, collectionPrefix]),
      read: (after, limit) =>
        this.jobs.list({ collectionId, collectionPrefix, source, after: after && { createdAt: new Date(after[0]), id: after[1] }, limit }),
      positionOf: ({ createdAt, id }) => [createdAt.getTime(), id],
    };
  }

  private itemListing(jobId: string, { state }: JobItemsQuery): Listing<Receipt, ImageIdentity> {
    return {
      name: JSON.stringify(['items', jobId, state]),
      read: (after, limit) => this.receipts.list(jobId, { state, after, limit }),
      positionOf: ({ collectionId, bucket, key }) => ({ collectionId, bucket, key }),
    };
  }
}
