import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** A browser without a window. */
export interface Chromium {
  /** Where it speaks the DevTools protocol. */
  readonly devToolsUrl: string;
  /** Ends it, and removes its profile. */
  stop(): Promise<void>;
}

/** $CHROMIUM, or the first of its names on the PATH; undefined: there is none. */
export function findChromium(env: NodeJS.ProcessEnv): string | undefined {
  const given = env['CHROMIUM'];
  if (given !== undefined && given !== '') return given;
  const folders = (env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** On a port that is free. Throws when it ends before it listens. */
export async function startChromium(file: string): Promise<Chromium> {
  const profile = await mkdtemp(join(tmpdir(), 'facerec-chromium-'));
  const child = spawn(file, [
    '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`,
    // Where it runs as root, or without user namespaces, its sandbox does not start; it shows this service's own page, and no other.
    '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu',
    '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions',
    '--hide-scrollbars', '--window-size=1280,1000', 'about:blank',
  ], { stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { devToolsUrl: await devToolsUrl(child, file), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function devToolsUrl(child: ChildProcess, file: string): Promise<string> {
  let last = 'no output';
  const listening = new Promise<string>((resolve) => {
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      last = line;
      const url = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const failed = Promise.race([once(child, 'exit'), once(child, 'error').then(([error]) => Promise.reject(error as Error))]);
  return Promise.race([listening, failed.then(() => Promise.reject(new Error(`${file} ended before it listened: ${last}`)))]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
