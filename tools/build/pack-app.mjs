// usage: node tools/build/pack-app.mjs api|indexer [directory]
// Makes dist/packed/<name> (or the directory) anew: all that the app's image holds but the models. `node main.js` runs
// there without this repository.
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleWithPackages, root } from './bundle.mjs';
import { copyShippedPackages } from './shipped-packages.mjs';

const [name, directory = join(root, 'dist/packed', String(name))] = process.argv.slice(2);
const apps = ['api', 'indexer'];
if (!apps.includes(name)) {
  console.error(`usage: pack-app.mjs ${apps.join('|')} [directory]`);
  process.exit(2);
}
const outdir = resolve(directory);
await rm(outdir, { recursive: true, force: true });
await bundleWithPackages(`apps/${name}/src/main.ts`, outdir);
await copyShippedPackages(root, outdir);
