import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repositoryRoot } from './repository-root';

export interface ForkedServer {
  readonly port: number;
  readonly pid: number;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

export interface ForkOptions {
  /** As messages call it, such as "local cloud". */
  readonly name: string;
  /** From the root of the repository; it is forked with the options as JSON, answers its port or a failure, and ends when its parent does. */
  readonly script: string;
  /** Default port: any free one. */
  readonly options: { readonly port?: number };
}

type Answer = { readonly port: number } | { readonly failure: string };

const STOP_TIMEOUT_MS = 5_000;

/** Starts a server on 127.0.0.1 in a process of its own, which never outlives this one. */
export async function forkServer({ name, script, options }: ForkOptions): Promise<ForkedServer> {
  const { port = 0 } = options;
  const child = fork(join(repositoryRoot(), script), [JSON.stringify({ ...options, port })], {
    // Not the parent's own flags: --inspect would take its port, Jest's would not be understood.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit').then(([code, signal]) => [{ failure: `its process ended with ${code ?? signal}` }]);
  const [answer] = (await Promise.race([once(child, 'message'), exited])) as [Answer];
  if ('failure' in answer) throw new Error(`The ${name} did not start: ${answer.failure}. Is port ${port} in use?`);
  return { port: answer.port, pid: child.pid as number, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(deadline);
}
