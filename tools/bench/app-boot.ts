import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startLocalCloud } from '../local-cloud/local-cloud';
import { startChild } from '../one-machine/child';
import { oneMachineEnvironment } from '../one-machine/environment';

const TICKS_PER_SECOND = 100;

/** CPU seconds of the API's process from its start to its first answer, workers and models included; undefined off Linux. */
export async function measureAppBoot(directory: string): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined;
  await promisify(execFile)(process.execPath, ['tools/build/build-app.mjs', 'api']);
  const cloud = await startLocalCloud({ directory: join(directory, 'cloud'), port: await freePort() });
  try {
    const boot = () => bootOnce(oneMachineEnvironment({ ...process.env, AWS_ENDPOINT_URL: cloud.endpoint, DATA_DIR: directory }));
    await boot(); // leaves the prepared models
    return await boot();
  } finally {
    await cloud.stop();
  }
}

async function bootOnce(env: NodeJS.ProcessEnv): Promise<number> {
  const port = await freePort();
  const lines: string[] = [];
  const api = startChild('dist/apps/api/main.js', { ...env, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn' }, (line) => lines.push(line));
  let ended = false;
  void api.exited.then(() => { ended = true; });
  try {
    while (!(await fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok, () => false))) {
      if (ended) throw new Error(`The API ended before it answered: ${lines.at(-1) ?? 'no output'}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    // utime and stime are fields 14 and 15; the name in field 2 may hold spaces.
    const [, fields] = (await readFile(`/proc/${api.pid}/stat`, 'utf8')).split(') ');
    const [utime, stime] = fields!.split(' ').slice(11, 13).map(Number);
    return (utime! + stime!) / TICKS_PER_SECOND;
  } finally {
    await api.stop();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
