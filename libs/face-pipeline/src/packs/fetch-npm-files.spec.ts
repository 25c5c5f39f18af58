import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { fetchNpmFiles, type DownloadProgress } from './fetch-npm-files';
import type { NpmFiles } from './manifest';

const weights = 'weights of a very small model';

/** An npm registry with one package, on loopback. */
async function startRegistry(tarball: Buffer): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) return response.end(tarball);
    const { port } = server.address() as AddressInfo;
    const dist = { tarball: `http://127.0.0.1:${port}/tiny-model.tgz`, integrity: integrityOf(tarball) };
    const version = { name: '@facerec/tiny-model', version: '1.0.0', dist };
    return response.end(JSON.stringify({ name: '@facerec/tiny-model', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const integrityOf = (bytes: Buffer) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

describe('fetchNpmFiles', () => {
  let directory: string;
  let server: Server;
  let registry: string;
  let wanted: NpmFiles;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fetch-'));
    await mkdir(join(directory, 'source/package/model'), { recursive: true });
    await writeFile(join(directory, 'source/package/package.json'), JSON.stringify({ name: '@facerec/tiny-model', version: '1.0.0' }));
    await writeFile(join(directory, 'source/package/model/tiny.onnx'), weights);
    await create({ gzip: true, cwd: join(directory, 'source'), file: join(directory, 'tiny.tgz') }, ['package']);
    const tarball = await readFile(join(directory, 'tiny.tgz'));
    server = await startRegistry(tarball);
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    wanted = {
      licence: 'MIT',
      source: { kind: 'npm', package: '@facerec/tiny-model@1.0.0', integrity: integrityOf(tarball), bytes: tarball.length, folder: 'package/model' },
      files: [{ file: 'tiny.onnx', sha256: createHash('sha256').update(weights).digest('hex') }],
    };
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(directory, { recursive: true, force: true });
  });

  it('fetches the files through npm, reports progress and leaves nothing else', async () => {
    const seen: DownloadProgress[] = [];
    await fetchNpmFiles(wanted, join(directory, 'models'), { registry, onProgress: (progress) => seen.push(progress) });
    expect(await readdir(join(directory, 'models'))).toEqual(['tiny.onnx']);
    expect(await readFile(join(directory, 'models/tiny.onnx'), 'utf8')).toBe(weights);
    expect(seen.at(-1)).toEqual({ name: '@facerec/tiny-model@1.0.0', receivedBytes: wanted.source.bytes, totalBytes: wanted.source.bytes });
  });

  it('refuses a tarball that is not the expected one and writes nothing', async () => {
    const source = { ...wanted.source, integrity: integrityOf(Buffer.from('another')) };
    await expect(fetchNpmFiles({ ...wanted, source }, join(directory, 'models'), { registry })).rejects.toThrow(/not the expected one/);
    expect(await readdir(join(directory, 'models'))).toEqual([]);
  });

  it('refuses a file whose bytes differ from the manifest', async () => {
    const files = [{ file: 'tiny.onnx', sha256: '0'.repeat(64) }];
    await expect(fetchNpmFiles({ ...wanted, files }, join(directory, 'models'), { registry })).rejects.toThrow(/does not hold the expected tiny.onnx/);
  });

  it('says what npm said when the package is not to be had', async () => {
    const source = { ...wanted.source, package: '@facerec/tiny-model@2.0.0' };
    await expect(fetchNpmFiles({ ...wanted, source }, join(directory, 'models'), { registry })).rejects.toThrow(/Cannot fetch @facerec\/tiny-model@2.0.0 with npm \(.*ETARGET.*network/s);
    expect(await readdir(join(directory, 'models'))).toEqual([]);
  });
});
