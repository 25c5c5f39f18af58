import type { components } from '@facerec/client';
import type { RunningApi } from '../one-machine/running-api';

export type JobStatus = components['schemas']['JobStatus'];
type JobItem = components['schemas']['JobItem'];

export interface NewJob {
  readonly source: string;
  readonly maxFaces: number | null;
}

/** The API's jobs, over HTTP. */
export class JobsClient {
  constructor(private readonly api: RunningApi) {}

  /** The newest job of this source that has not come to its end. */
  async findUnfinished(collectionId: string, source: string): Promise<JobStatus | undefined> {
    const params = { query: { collection_id: collectionId, source, limit: 20 } };
    const { jobs } = await this.api.ask(this.api.client.GET('/api/v1/jobs', { params }));
    return jobs.find(({ state }) => state === 'queued' || state === 'running');
  }

  /** All photos under an address `s3://bucket/prefix`; resolves with the job's id. */
  async start(collectionId: string, { source, maxFaces }: NewJob): Promise<string> {
    const sent = { params: { path: { id: collectionId } }, body: { s3_prefix: source, max_faces: maxFaces } };
    const { job_id } = await this.api.ask(this.api.client.POST('/api/v1/collections/{id}/jobs', sent));
    return job_id;
  }

  async status(jobId: string): Promise<JobStatus> {
    return this.api.ask(this.api.client.GET('/api/v1/jobs/{id}', { params: { path: { id: jobId } } }));
  }

  /** Some of the failed images. */
  async failed(jobId: string, limit: number): Promise<readonly JobItem[]> {
    const params = { path: { id: jobId }, query: { state: 'failed', limit } } as const;
    const { items } = await this.api.ask(this.api.client.GET('/api/v1/jobs/{id}/items', { params }));
    return items;
  }
}
