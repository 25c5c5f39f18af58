import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { startLocalCloud, type LocalCloud } from './local-cloud';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const s3At = ({ endpoint }: LocalCloud) => new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('startLocalCloud', () => {
  it('keeps objects across kill -9 and a start on the same port', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'facerec-cloud-'));
    const first = await startLocalCloud({ directory });
    const object = { Bucket: 'photos', Key: 'a b/ü+1.jpg' };
    await s3At(first).send(new CreateBucketCommand({ Bucket: 'photos' }));
    await s3At(first).send(new PutObjectCommand({ ...object, Body: 'bytes' }));
    process.kill(first.pid, 'SIGKILL');
    await first.stop();

    const second = await startLocalCloud({ directory, port: Number(new URL(first.endpoint).port) });
    const { Body } = await s3At(second).send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe('bytes');
    expect(second.endpoint).toBe(first.endpoint);
    await second.stop();
    expect(alive(second.pid)).toBe(false);
    rmSync(directory, { recursive: true });
  });

  it('says which port is taken', async () => {
    const cloud = await startLocalCloud();
    const port = Number(new URL(cloud.endpoint).port);
    await expect(startLocalCloud({ port })).rejects.toThrow(new RegExp(`did not start: .*EADDRINUSE.*Is port ${port} in use`));
    await cloud.stop();
  });

  it('listens on loopback only', async () => {
    const cloud = await startLocalCloud();
    const outside = Object.values(networkInterfaces()).flat().filter((address) => address?.family === 'IPv4' && !address.internal);
    for (const address of outside) {
      const socket = connect(Number(new URL(cloud.endpoint).port), address?.address);
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    }
    await cloud.stop();
  });

  it('ends with the process that started it, even by kill -9', async () => {
    const parent = fork(join(__dirname, 'testing/parent.mjs'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
    const [pid] = (await once(parent, 'message')) as [number];
    expect(alive(pid)).toBe(true);
    parent.kill('SIGKILL');
    while (alive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
