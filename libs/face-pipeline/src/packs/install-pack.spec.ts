import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ensurePack } from './ensure-pack';
import { installPack, packState } from './install-pack';

/** A zip whose entries are stored, not compressed: what the format needs and no more (APPNOTE 4.3). */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    locals.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), data);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const contents = { 'det.onnx': 'a detector', 'rec.onnx': 'an embedder' };

describe('installPack', () => {
  const zip = zipOf({ 'tiny/det.onnx': contents['det.onnx'], 'tiny/readme.txt': 'hello', 'tiny/rec.onnx': contents['rec.onnx'] });
  let directory: string;
  let models: string;
  let server: Server;
  let url: string;
  /** How many bytes the server sends before it hangs up; and the ranges it was asked for. */
  let breakAfter: number;
  let ranges: (string | undefined)[];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'install-'));
    models = join(directory, 'models');
    await mkdir(models);
    breakAfter = Infinity;
    ranges = [];
    server = createServer((request, response) => {
      ranges.push(request.headers.range);
      const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      response.writeHead(start > 0 ? 206 : 200, { 'content-length': zip.length - start });
      const rest = zip.subarray(start);
      if (rest.length <= breakAfter) return response.end(rest);
      return response.write(rest.subarray(0, breakAfter), () => setTimeout(() => response.destroy(), 50));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tiny.zip`;
    const { spec } = await ensurePack('models', 'compact');
    const tiny = {
      ...spec,
      licence: 'for tests only',
      requiresLicenceAcceptance: true,
      source: { kind: 'zip', url, sha256: sha256(zip) },
      detector: { ...spec.detector, file: 'det.onnx', sha256: sha256(contents['det.onnx']) },
      landmarks: null,
      embedder: { ...spec.embedder, file: 'rec.onnx', sha256: sha256(contents['rec.onnx']) },
    };
    await writeFile(join(models, 'manifest.json'), JSON.stringify({ packs: { tiny } }));
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(directory, { recursive: true, force: true });
  });

  it('asks for the licence before anything is fetched', async () => {
    await expect(installPack(models, 'tiny', { acceptLicence: false })).rejects.toThrow(/licensed: for tests only\. Add --accept-license/);
    expect(ranges).toEqual([]);
  });

  it('downloads, checks and unpacks the zip, and leaves only the files', async () => {
    await installPack(models, 'tiny', { acceptLicence: true });
    expect((await readdir(join(models, 'tiny'))).sort()).toEqual(['det.onnx', 'rec.onnx']);
    expect(await packState(models, 'tiny')).toBe('installed');
  });

  it('continues a download that broke off', async () => {
    breakAfter = 100;
    await expect(installPack(models, 'tiny', { acceptLicence: true })).rejects.toThrow(/broke off after 100 bytes.*goes on from there/);
    breakAfter = Infinity;
    await installPack(models, 'tiny', { acceptLicence: true });
    expect(ranges).toEqual([undefined, 'bytes=100-']);
    expect(await packState(models, 'tiny')).toBe('installed');
  });

  it('refuses a zip with other bytes and keeps nothing of it', async () => {
    server.removeAllListeners('request');
    server.on('request', (_, response) => response.end('something else'));
    await expect(installPack(models, 'tiny', { acceptLicence: true })).rejects.toThrow(/is not the expected file \(SHA-256/);
    expect(await readdir(join(models, 'tiny'))).toEqual([]);
  });

  it('installs from a mirror, a zip file or a folder', async () => {
    const file = join(directory, 'copy.zip');
    await writeFile(file, zip);
    const folder = join(directory, 'unpacked');
    await mkdir(folder);
    for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text);
    for (const from of [`${url}?mirror`, file, folder]) {
      await installPack(models, 'tiny', { acceptLicence: true, from });
      expect(await packState(models, 'tiny')).toBe('installed');
      await rm(join(models, 'tiny'), { recursive: true });
    }
  });

  it('refuses a folder with a wrong file, naming it, and moves nothing', async () => {
    const folder = join(directory, 'wrong');
    await mkdir(folder);
    await writeFile(join(folder, 'det.onnx'), contents['det.onnx']);
    await writeFile(join(folder, 'rec.onnx'), 'another');
    await expect(installPack(models, 'tiny', { acceptLicence: true, from: folder })).rejects.toThrow(/rec.onnx is not the expected file/);
    expect(await readdir(join(models, 'tiny'))).toEqual([]);
  });

  it('installs a custom pack from its description and tells damage from absence', async () => {
    const { spec } = await ensurePack('models', 'compact');
    const described = {
      ...spec,
      source: { kind: 'files' },
      detector: { ...spec.detector, file: 'parts/det.onnx', sha256: sha256(contents['det.onnx']) },
      landmarks: null,
      embedder: { ...spec.embedder, file: 'rec.onnx', sha256: sha256(contents['rec.onnx']) },
    };
    await mkdir(join(directory, 'parts'));
    await writeFile(join(directory, 'parts/det.onnx'), contents['det.onnx']);
    await writeFile(join(directory, 'rec.onnx'), contents['rec.onnx']);
    await writeFile(join(directory, 'mine.json'), JSON.stringify(described));
    await installPack(models, 'mine', { acceptLicence: false, from: join(directory, 'mine.json') });
    expect((await readdir(join(models, 'mine'))).sort()).toEqual(['det.onnx', 'pack.json', 'rec.onnx']);
    expect(JSON.parse(await readFile(join(models, 'mine/pack.json'), 'utf8')).detector.file).toBe('det.onnx');
    await writeFile(join(models, 'mine/rec.onnx'), 'flipped bits');
    expect(await packState(models, 'mine')).toBe('damaged');
    await rm(join(models, 'mine/rec.onnx'));
    expect(await packState(models, 'mine')).toBe('incomplete');
  });
});
