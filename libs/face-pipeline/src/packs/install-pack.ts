import { copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { ModelPackError } from '../errors';
import type { ModelFile, PackSpec } from '../worker/pack-spec';
import { download } from './download';
import { ensurePack } from './ensure-pack';
import type { FetchOptions } from './fetch-npm-files';
import { filesOf, findPack, type FoundPack } from './manifest';
import { unzipFiles } from './unzip-files';
import { hashFile, missingFiles, stateOf, type PackState } from './verify-files';

export interface InstallOptions extends FetchOptions {
  readonly acceptLicence: boolean;
  /** A folder with the files, the pack's zip, a URL of either kind of zip, or a JSON file that describes a custom pack. */
  readonly from?: string;
}

/**
 * Puts a pack's files into `<modelsDirectory>/<name>`, every one checked by SHA-256 before it is moved there.
 * @throws ModelPackError when the licence was not accepted, or a file is missing or not the expected one.
 */
export async function installPack(modelsDirectory: string, name: string, options: InstallOptions): Promise<FoundPack> {
  if (options.from !== undefined && extname(options.from) === '.json') return installCustom(modelsDirectory, name, options.from);
  const pack = await findPack(modelsDirectory, name);
  if (pack.spec.requiresLicenceAcceptance === true && !options.acceptLicence) {
    throw new ModelPackError(`Pack "${name}" is licensed: ${pack.spec.licence}. Add --accept-license if that is how you will use it.`);
  }
  if (options.from === undefined && pack.spec.source.kind !== 'zip') return ensurePack(modelsDirectory, name, options);
  await mkdir(pack.directory, { recursive: true });
  const from = options.from ?? urlOf(pack.spec);
  if ((await missingFiles(pack.directory, filesOf(pack.spec))).length > 0) await fill(pack, from, options);
  return pack;
}

/** Whether a pack's files are there, every one hashed. */
export async function packState(modelsDirectory: string, name: string): Promise<PackState> {
  const { directory, spec } = await findPack(modelsDirectory, name);
  return stateOf(directory, filesOf(spec));
}

async function fill(pack: FoundPack, from: string, options: FetchOptions): Promise<void> {
  if (/^https?:/.test(from)) return fromUrl(pack, from, options);
  const found = await stat(from).catch(() => undefined);
  if (found === undefined) throw new ModelPackError(`--from ${from}: there is no such file or folder.`);
  return intoPlace(pack.directory, filesOf(pack.spec), (work, files) => (found.isDirectory() ? copyFiles(from, files, work) : unzip(from, files, work)));
}

async function fromUrl(pack: FoundPack, url: string, options: FetchOptions): Promise<void> {
  // Beside the files, under a name of its own: an interrupted download is continued by the next call.
  const part = join(pack.directory, '.download.part');
  const { source } = pack.spec;
  if (source.kind !== 'zip') throw new ModelPackError(`Pack "${pack.name}" has no zip to check ${url} against. Use --from with a folder.`);
  await download(url, part, source.sha256, options);
  await intoPlace(pack.directory, filesOf(pack.spec), (work, files) => unzip(part, files, work));
  await rm(part);
}

/** A pack of the user's own: its description, and the files it names beside it. */
async function installCustom(modelsDirectory: string, name: string, description: string): Promise<FoundPack> {
  const { spec, directory: source } = await findPack(modelsDirectory, description);
  if (!/^[a-z0-9][a-z0-9._-]*$/i.test(name)) throw new ModelPackError(`"${name}" cannot be a pack's name: use letters, digits, ".", "_" and "-".`);
  const directory = resolve(modelsDirectory, name);
  await mkdir(directory, { recursive: true });
  // The description may name files anywhere; installed, they all lie beside each other.
  const named = withPlainNames(spec);
  await intoPlace(directory, filesOf(named), (work) => copyFiles(source, filesOf(spec), work));
  await writeFile(join(directory, 'pack.json.tmp'), JSON.stringify(named, null, 2));
  await rename(join(directory, 'pack.json.tmp'), join(directory, 'pack.json'));
  return { name, directory, spec: named };
}

/** Collects files in a folder of their own, checks each, and only then moves them to where they are used. */
async function intoPlace(directory: string, files: readonly ModelFile[], collect: (work: string, files: readonly ModelFile[]) => Promise<void>): Promise<void> {
  const work = await mkdtemp(join(directory, '.install-'));
  try {
    await collect(work, files);
    for (const wrong of await missingFiles(work, files)) {
      const actual = await hashFile(join(work, wrong.file), 'sha256').catch(() => undefined);
      throw new ModelPackError(actual === undefined ? `${wrong.file} is missing.` : `${wrong.file} is not the expected file (SHA-256 ${actual} instead of ${wrong.sha256}).`);
    }
    for (const { file } of files) await rename(join(work, file), join(directory, file));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function copyFiles(from: string, files: readonly ModelFile[], work: string): Promise<void> {
  for (const { file } of files) {
    await copyFile(resolve(from, file), join(work, basename(file))).catch((cause: NodeJS.ErrnoException) => {
      throw new ModelPackError(`Cannot copy ${file} from ${from}: ${cause.code === 'ENOENT' ? 'it is not there' : cause.message}.`, { cause });
    });
  }
}

function unzip(zip: string, files: readonly ModelFile[], work: string): Promise<void> {
  return unzipFiles(zip, new Set(files.map(({ file }) => file)), work);
}

function withPlainNames(spec: PackSpec): PackSpec {
  const plain = <T extends ModelFile>(model: T): T => ({ ...model, file: basename(model.file) });
  const landmarks = spec.landmarks === null ? null : plain(spec.landmarks);
  return { ...spec, source: { kind: 'files' }, detector: plain(spec.detector), landmarks, embedder: plain(spec.embedder) };
}

function urlOf(spec: PackSpec): string {
  return spec.source.kind === 'zip' ? spec.source.url : '';
}
