import { type BeforeApplicationShutdown, Injectable, type MessageEvent } from '@nestjs/common';
import { Observable, type Subscriber } from 'rxjs';
import type { Caller } from '../access/caller';
import { keysFreshMs, KnownKeys } from '../access/known-keys';
import type { JobStatusDto } from './job.dto';
import { JobProgress } from './job-progress';

const lookMs = 1_000;
/** Proxies close connections that are silent for about a minute. */
const heartbeatMs = 15_000;

type Listener = (status: JobStatusDto) => void;

/** The status of jobs as it changes. However many clients listen to one job, the catalog is asked once a second, and not at all for none. */
@Injectable()
export class JobEvents implements BeforeApplicationShutdown {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly clients = new Set<Subscriber<MessageEvent>>();
  private closing = false;

  constructor(private readonly progress: JobProgress, private readonly keys: KnownKeys) {}

  /**
   * Begins with `first`; completes when the job has come to its end, or this service to its, or when the key of who listens was revoked. Nothing is held
   * for a client that is gone.
   */
  of(first: JobStatusDto, caller: Caller): Observable<MessageEvent> {
    return new Observable((client) => {
      let told = '';
      const tell: Listener = (status) => {
        if (essenceOf(status) !== told) client.next({ type: 'status', data: status });
        told = essenceOf(status);
        if (!isGoingOn(status)) client.complete();
      };
      const heartbeat = setInterval(() => client.next({ comment: 'still here' }), heartbeatMs);
      const lookAtKey = setInterval(() => void this.endUnlessGood(client, caller), keysFreshMs);
      this.clients.add(client);
      client.add(() => {
        clearInterval(heartbeat);
        clearInterval(lookAtKey);
        this.clients.delete(client);
        this.unlisten(first.job_id, tell);
      });
      tell(first);
      if (this.closing) client.complete();
      if (!client.closed) this.listen(first.job_id, tell);
    });
  }

  beforeApplicationShutdown(): void {
    this.closing = true;
    for (const client of this.clients) client.complete();
  }

  private async endUnlessGood(client: Subscriber<MessageEvent>, caller: Caller): Promise<void> {
    // While the catalog does not answer nobody knows: it is asked again.
    if (!(await this.keys.isGood(caller).catch(() => true))) client.complete();
  }

  private listen(id: string, listener: Listener): void {
    const listeners = this.listeners.get(id);
    if (listeners !== undefined) return void listeners.add(listener);
    this.listeners.set(id, new Set([listener]));
    this.lookLater(id);
  }

  private unlisten(id: string, listener: Listener): void {
    const listeners = this.listeners.get(id);
    listeners?.delete(listener);
    if (listeners?.size === 0) this.listeners.delete(id);
  }

  private lookLater(id: string): void {
    setTimeout(() => void this.look(id), lookMs).unref();
  }

  private async look(id: string): Promise<void> {
    if (!this.listeners.has(id)) return;
    // A catalog that does not answer is asked again; until then the listeners keep what they know.
    const status = await this.progress.find(id).catch(() => undefined);
    if (status !== undefined) for (const listener of this.listeners.get(id) ?? []) listener(status);
    if (this.listeners.has(id)) this.lookLater(id);
  }
}

function isGoingOn({ state }: JobStatusDto): boolean {
  return state === 'queued' || state === 'running';
}

/** What is worth an event: rate and eta change every second. */
function essenceOf({ state, enqueued, skipped, counts }: JobStatusDto): string {
  return JSON.stringify([state, enqueued, skipped, counts]);
}
