import { mkdirSync } from 'node:fs';
import { forkServer } from '../forked-server';

export interface LocalCloudOptions {
  /** Where queue and objects are kept across restarts and kill -9; default: in memory. */
  readonly directory?: string;
  /** Keeps the objects in `directory`, the queue in memory, which is eight times as fast. */
  readonly queueInMemory?: boolean;
  /** Default: any free one. */
  readonly port?: number;
}

export interface LocalCloud {
  /** For AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly pid: number;
  /** Resolves when the process has ended; what it kept in `directory` stays. */
  stop(): Promise<void>;
}

/** Starts S3 and SQS (fauxqs) on 127.0.0.1 in a process of its own, which never outlives this one. */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  if (options.directory !== undefined) mkdirSync(options.directory, { recursive: true });
  const { port, pid, stop } = await forkServer({ name: 'local cloud', script: 'tools/local-cloud/server.mjs', options });
  return { endpoint: `http://127.0.0.1:${port}`, pid, stop };
}
