// usage: node libs/face-pipeline/scripts/build-kernel.mjs [--check]
// Writes the compiled sample kernel, or with --check only says whether the one checked in is up to date (exit 1 when not).
import { readFile, writeFile } from 'node:fs/promises';
import { compileKernel, target } from './compile-kernel.mjs';

const compiled = await compileKernel();
if (!process.argv.includes('--check')) {
  await writeFile(target, compiled);
} else if ((await readFile(target, 'utf8')) !== compiled) {
  process.stderr.write('src/worker/sample-kernel.wasm.ts is not what the source compiles to; run node libs/face-pipeline/scripts/build-kernel.mjs\n');
  process.exit(1);
}
