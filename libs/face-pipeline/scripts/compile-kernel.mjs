// Compiles src/kernel/sample-kernel.as.ts; the result is the text of src/worker/sample-kernel.wasm.ts.
import asc from 'assemblyscript/asc';
import { readFile } from 'node:fs/promises';

const source = new URL('../src/kernel/sample-kernel.as.ts', import.meta.url);
export const target = new URL('../src/worker/sample-kernel.wasm.ts', import.meta.url);

export async function compileKernel() {
  const text = await readFile(source, 'utf8');
  let binary;
  const { error, stderr } = await asc.main(
    [
      'sample-kernel.as.ts', '--outFile', 'kernel.wasm', '-O3', '--converge', '--noAssert', '--runtime', 'stub',
      '--enable', 'simd', '--importMemory', '--noExportMemory',
    ],
    {
      readFile: (name) => (name === 'sample-kernel.as.ts' ? text : null),
      writeFile: (_name, contents) => { binary = contents; },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`sample-kernel.as.ts does not compile: ${error.message}\n${stderr}`);
  return asModule(Buffer.from(binary).toString('base64'));
}

function asModule(base64) {
  const lines = base64.match(/.{1,112}/g).map((line) => `  '${line}',`);
  return [
    '// Written by libs/face-pipeline/scripts/build-kernel.mjs from src/kernel/sample-kernel.as.ts. Do not edit.',
    'export const sampleKernelBase64 = [',
    ...lines,
    "].join('');",
    '',
  ].join('\n');
}
