import { setTimeout as delay } from 'node:timers/promises';
import type { Job } from '@facerec/catalog';
import type { Stage } from './stage';

/** Between two looks at the catalog, which answers in this thread. */
const pollMs = 2;

/** One job whose API is killed while it fills the queue, and started again. */
export class InterruptedJob {
  /** In the catalog, when the API had just been killed. */
  readonly enqueuedAtKills: number[] = [];
  private begunAt = 0;
  private id = '';

  constructor(private readonly stage: Stage, private readonly log: (line: string) => void) {}

  /** Everything under the prefix, an s3:// URL. */
  async create(prefix: string): Promise<string> {
    const { job_id } = await this.stage.api.ask<{ job_id: string }>('/api/v1/collections/demo/jobs', { s3_prefix: prefix });
    this.begunAt = performance.now();
    this.id = job_id;
    return job_id;
  }

  /** Kills the API once so many images are enqueued, and starts another one. */
  async interruptAt(enqueued: number): Promise<void> {
    const { api } = this.stage;
    await this.until((job) => job.complete || job.enqueued >= enqueued);
    await this.killAmid();
    const noted = (await this.stage.jobs.find(this.id))?.enqueued ?? 0;
    this.enqueuedAtKills.push(noted);
    this.log(`the API is killed, ${noted} photos being noted as enqueued`);
    await api.start();
  }

  /** Resolves with images a second since the job was made. */
  async finish(): Promise<number> {
    const { enqueued } = await this.until(({ complete }) => complete);
    return (1000 * enqueued) / (performance.now() - this.begunAt);
  }

  /** From where the cloud stands still nothing is sent any more: there is work left when the API is killed, however late that is. */
  private async killAmid(): Promise<void> {
    const { api, cloud } = this.stage;
    process.kill(cloud.pid, 'SIGSTOP');
    await api.end('SIGKILL').finally(() => process.kill(cloud.pid, 'SIGCONT'));
  }

  private async until(reached: (job: Job) => boolean): Promise<Job> {
    for (;;) {
      this.stage.api.check();
      const job = await this.stage.jobs.find(this.id);
      if (job !== undefined && reached(job)) return job;
      await delay(pollMs);
    }
  }
}
