import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

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

type Answer = { readonly port: number } | { readonly failure: string };

const SCRIPT = 'tools/local-cloud/server.mjs';
const STOP_TIMEOUT_MS = 5_000;

/** Starts S3 and SQS (fauxqs) on 127.0.0.1 in a process of its own, which never outlives this one. */
export async function startLocalCloud({ directory, queueInMemory = false, port = 0 }: LocalCloudOptions = {}): Promise<LocalCloud> {
  if (directory !== undefined) mkdirSync(directory, { recursive: true });
  const child = fork(serverScript(), [JSON.stringify({ port, directory, queueInMemory })], {
    // Not the parent's own flags: --inspect would take its port, Jest's would not be understood.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = await firstAnswer(child);
  if ('failure' in answer) throw new Error(`The local cloud did not start: ${answer.failure}. Is port ${port} in use?`);
  return { endpoint: `http://127.0.0.1:${answer.port}`, pid: child.pid as number, stop: () => stop(child) };
}

async function firstAnswer(child: ChildProcess): Promise<Answer> {
  const exited = once(child, 'exit').then(([code, signal]) => ({ failure: `its process ended with ${code ?? signal}` }));
  const [answer] = await Promise.race([once(child, 'message'), exited.then((failure) => [failure])]);
  return answer as Answer;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(deadline);
}

/** This file also runs from a bundle in .cache/tools, so the script is looked for upwards. */
function serverScript(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, SCRIPT))) {
    if (directory === dirname(directory)) throw new Error(`${SCRIPT} is missing: run this inside the repository.`);
    directory = dirname(directory);
  }
  return join(directory, SCRIPT);
}
