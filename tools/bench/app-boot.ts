import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startLocalCloud } from '../local-cloud/local-cloud';
import { startApiProcess } from '../one-machine/api-process';
import { oneMachineEnvironment } from '../one-machine/environment';
import { freePort } from '../one-machine/free-port';

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
  const api = await startApiProcess({ ...env, LOG_LEVEL: 'warn' });
  try {
    // utime and stime are fields 14 and 15; the name in field 2 may hold spaces.
    const [, fields] = (await readFile(`/proc/${api.pid}/stat`, 'utf8')).split(') ');
    const [utime, stime] = fields!.split(' ').slice(11, 13).map(Number);
    return (utime! + stime!) / TICKS_PER_SECOND;
  } finally {
    await api.stop();
  }
}
