import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { repositoryRoot } from '../repository-root';

/** Bundles `entry` to `outdir`/main.js as bundle.mjs does, from where no ES module can be loaded: out of a bundle, or in Jest. */
export async function bundleInChild(entry: string, outdir: string): Promise<void> {
  const script = `import { bundle } from './tools/build/bundle.mjs'; await bundle(...process.argv.slice(1));`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script, entry, outdir], { cwd: repositoryRoot() });
}
