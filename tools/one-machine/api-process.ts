import { startChild } from './child';
import { freePort } from './free-port';

/** The API alone, as it is built, in a process of its own. */
export interface ApiProcess {
  readonly url: string;
  readonly pid: number;
  /** Resolves with the exit code, or the signal's name. */
  readonly exited: Promise<number | string>;
  /** SIGTERM, then waits for the end. */
  stop(): Promise<void>;
}

/** Starts dist/apps/api, or another bundle of it, on a free port of 127.0.0.1 and waits for its first answer. Throws with its last line when it ends before. */
export async function startApiProcess(env: NodeJS.ProcessEnv, main = 'dist/apps/api/main.js'): Promise<ApiProcess> {
  const port = await freePort();
  let lastLine = 'no output';
  const api = startChild(main, { ...env, HOST: '127.0.0.1', PORT: String(port) }, (line) => { lastLine = line; });
  let ended = false;
  void api.exited.then(() => { ended = true; });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/health`).then(({ ok }) => ok, () => false))) {
    if (ended) throw new Error(`The API ended before it answered: ${lastLine}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { url, pid: api.pid, exited: api.exited, stop: () => api.stop() };
}
