// usage: npm run models -- list | install <pack> [--accept-license] [--from FILE|DIR|URL] | verify [pack] | remove <pack>
// Looks after model packs. A custom pack: install <name> --from description.json (its files lie beside it).
import { rm, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { filesOf, findPack, installPack, loadManifest, packState } from '@facerec/face-pipeline';
import { loadSettings } from '@facerec/settings';
import { runTool, showDownload, UsageError, userPath } from './cli/cli';
import { table } from './cli/table';
import { oneMachineEnvironment } from './one-machine/environment';

const usage = 'npm run models -- list | install <pack> [--accept-license] [--from FILE|DIR|URL] | verify [pack] | remove <pack>';

runTool(usage, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'accept-license': { type: 'boolean', default: false }, from: { type: 'string' } },
  });
  const { modelsDirectory } = loadSettings(oneMachineEnvironment(process.env)).pipeline;
  const [verb, name, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`"${more.join(' ')}" is too much.`);
  switch (verb) {
    case 'list':
      return list(modelsDirectory);
    case 'install':
      return install(modelsDirectory, named(name), { acceptLicence: values['accept-license'], from: values.from });
    case 'verify':
      return verify(modelsDirectory, name);
    case 'remove':
      return remove(modelsDirectory, named(name));
    default:
      throw new UsageError(verb === undefined ? 'Say what to do.' : `"${verb}" is not something this tool does.`);
  }
});

function named(name: string | undefined): string {
  if (name === undefined) throw new UsageError('Name the pack.');
  return name;
}

async function list(modelsDirectory: string): Promise<void> {
  const { packs } = await loadManifest(modelsDirectory);
  const rows = await Promise.all(Object.entries(packs).map(async ([name, { licence }]) => [name, await packState(modelsDirectory, name), licence]));
  console.log(table([['pack', 'state', 'licence'], ...rows]));
}

async function install(modelsDirectory: string, name: string, options: { acceptLicence: boolean; from: string | undefined }): Promise<void> {
  const from = options.from === undefined || /^https?:/.test(options.from) ? options.from : userPath(options.from);
  const { directory } = await installPack(modelsDirectory, name, { acceptLicence: options.acceptLicence, from, onProgress: showDownload() });
  console.log(`installed ${name} in ${directory}. Set MODEL_PACK=${name} to use it; collections made with another pack refuse it.`);
}

async function verify(modelsDirectory: string, name: string | undefined): Promise<void> {
  const names = name === undefined ? Object.keys((await loadManifest(modelsDirectory)).packs) : [name];
  for (const pack of names) {
    const state = await packState(modelsDirectory, pack);
    console.log(`${pack}: ${state}`);
    // Asked for one pack, absence is a failure too; asked for all, only damage is.
    if (state === 'damaged' || (name !== undefined && state !== 'installed')) process.exitCode = 1;
  }
}

async function remove(modelsDirectory: string, name: string): Promise<void> {
  const { directory, spec } = await findPack(modelsDirectory, name);
  const files = [...filesOf(spec).map(({ file }) => file), 'pack.json', '.download.part'];
  const there = await Promise.all(files.map((file) => stat(`${directory}/${file}`).then(() => true, () => false)));
  await Promise.all(files.map((file) => rm(`${directory}/${file}`, { force: true })));
  console.log(`${there.filter(Boolean).length} files of ${name} removed.`);
}
