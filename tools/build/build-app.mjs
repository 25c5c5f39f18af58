// usage: node tools/build/build-app.mjs api|indexer [--serve]
// Builds dist/apps/<name>; with --serve runs it and starts it again after every change.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, root, watch } from './bundle.mjs';
import nodeFlags from './node-flags.json' with { type: 'json' };

const [name, flag] = process.argv.slice(2);
const apps = ['api', 'indexer'];
if (!apps.includes(name) || (flag !== undefined && flag !== '--serve')) {
  console.error(`usage: build-app.mjs ${apps.join('|')} [--serve]`);
  process.exit(2);
}
const entry = `apps/${name}/src/main.ts`;
const outdir = join(root, 'dist/apps', name);

if (flag !== '--serve') {
  await bundle(entry, outdir);
} else {
  const flags = [...nodeFlags, '--enable-source-maps', ...(existsSync(join(root, '.env')) ? ['--env-file=.env'] : [])];
  let app;
  let stopping = false;
  const stopApp = async () => {
    if (app === undefined || app.exitCode !== null || app.signalCode !== null) return;
    app.kill('SIGTERM');
    await once(app, 'exit');
  };
  const stopWatching = await watch(entry, outdir, async (main) => {
    await stopApp();
    if (!stopping) app = spawn(process.execPath, [...flags, main], { stdio: 'inherit', cwd: root });
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      stopping = true;
      await stopWatching();
      await stopApp();
      process.exit(0);
    });
  }
}
