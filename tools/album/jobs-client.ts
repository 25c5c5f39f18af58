/** How far a job has come, as GET /api/v1/jobs/{id} tells. */
export interface JobStatus {
  readonly job_id: string;
  readonly source: string;
  readonly state: 'queued' | 'running' | 'finished' | 'cancelled' | 'failed';
  readonly enqueued: number;
  readonly skipped: number;
  readonly counts: { readonly indexed: number; readonly no_face: number; readonly failed: number; readonly superseded: number };
  readonly rate: number | null;
  readonly eta_seconds: number | null;
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

export interface FailedItem {
  readonly image_key: string;
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

export interface NewJob {
  readonly source: string;
  readonly maxFaces: number | null;
}

/** The API's jobs, over HTTP. */
export class JobsClient {
  /** `key`: for a service that has API_KEYS_SHA256. */
  constructor(private readonly url: string, private readonly key?: string) {}

  /** Throws, with what to do, when nobody answers. */
  async assertRunning(): Promise<void> {
    const response = await fetch(`${this.url}/livez`).catch(() => undefined);
    if (response?.ok !== true) throw new Error(`the API does not answer at ${this.url}: start it with npm start.`);
  }

  /** The newest job of this source that has not come to its end. */
  async findUnfinished(collectionId: string, source: string): Promise<JobStatus | undefined> {
    const query = new URLSearchParams({ collection_id: collectionId, source, limit: '20' });
    const { jobs } = await this.ask<{ jobs: readonly JobStatus[] }>('GET', `jobs?${query}`);
    return jobs.find(({ state }) => state === 'queued' || state === 'running');
  }

  /** All photos under an address `s3://bucket/prefix`; resolves with the job's id. */
  async start(collectionId: string, { source, maxFaces }: NewJob): Promise<string> {
    const { job_id } = await this.ask<{ job_id: string }>('POST', `collections/${collectionId}/jobs`, { s3_prefix: source, max_faces: maxFaces });
    return job_id;
  }

  async status(jobId: string): Promise<JobStatus> {
    return this.ask('GET', `jobs/${jobId}`);
  }

  /** Some of the failed images. */
  async failed(jobId: string, limit: number): Promise<readonly FailedItem[]> {
    const { items } = await this.ask<{ items: readonly FailedItem[] }>('GET', `jobs/${jobId}/items?state=failed&limit=${limit}`);
    return items;
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/api/v1/${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...(this.key !== undefined && { authorization: `Bearer ${this.key}` }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch((error: Error) => {
      throw new Error(`the API at ${this.url} does not answer any more (${error.message}); nothing is lost: run this again.`);
    });
    const answer = (await response.json()) as T & { detail?: string };
    if (!response.ok) throw new Error(`the API answers ${response.status}: ${answer.detail ?? 'no detail'}${response.status === 401 ? ' (API_KEY is the key that this tool sends)' : ''}`);
    return answer;
  }
}
