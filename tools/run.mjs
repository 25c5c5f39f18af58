// usage: node tools/run.mjs <tool> [arguments]
// Bundles tools/<tool>.ts (as the apps are bundled) and runs it in this process.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [name, ...rest] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`facerec needs Node 24, this is ${process.version}. Run it through npm (npm run ${name ?? '<tool>'}), which brings its own on Linux; elsewhere install Node 24.`);
  process.exit(2);
}
const { bundle, root } = await import('./build/bundle.mjs');
const entry = join('tools', `${name}.ts`);
if (name === undefined || !existsSync(join(root, entry))) {
  const tools = readdirSync(join(root, 'tools')).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  console.error(`usage: node tools/run.mjs <tool>\ntools: ${tools.map((file) => file.slice(0, -3)).join(', ')}`);
  process.exit(2);
}
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
const main = await bundle(entry, join(root, '.cache/tools', name));
process.argv = [process.argv[0], main, ...rest];
process.setSourceMapsEnabled(true);
createRequire(import.meta.url)(main);
