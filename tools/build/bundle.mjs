// One bundler for the apps and the tools: esbuild joins the files, swc compiles ours, because esbuild alone drops the
// decorator metadata that Nest's injection reads.
import { transform } from '@swc/core';
import { build, context } from 'esbuild';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedPackages } from './shipped-packages.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Worker entries that the libs start by file name; each lands beside the bundle as `<name>.js`. */
const workers = {
  'face-worker': 'libs/face-pipeline/src/worker/face-worker.ts',
  'scan-worker': 'libs/vector-store/src/worker/scan-worker.ts',
};

const decoratorMetadata = {
  name: 'decorator-metadata',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      const { readFile } = await import('node:fs/promises');
      const { code } = await transform(await readFile(path, 'utf8'), {
        filename: path,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2023',
        },
      });
      return { contents: code, loader: 'js', resolveDir: dirname(path) };
    });
  },
};

function options(entry, outdir) {
  const present = Object.entries(workers).filter(([, file]) => existsSync(join(root, file)));
  return {
    absWorkingDir: root,
    entryPoints: { main: entry, ...Object.fromEntries(present) },
    outdir: relative(root, outdir),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    packages: 'external',
    sourcemap: true,
    // Nest's logs and messages show class names.
    keepNames: true,
    logLevel: 'warning',
    tsconfig: 'tsconfig.base.json',
    plugins: [decoratorMetadata],
  };
}

/** Bundles `entry` to `outdir/main.js` with the worker files beside it. */
export async function bundle(entry, outdir) {
  await build(options(entry, outdir));
  return join(outdir, 'main.js');
}

/** What Nest and its plugins ask for and do without when it is absent; and canvas, with which only the tools draw. */
const absentPackages = [
  '@fastify/view', '@napi-rs/canvas', '@nestjs/microservices', '@nestjs/platform-express', '@nestjs/websockets', 'class-transformer/storage',
];

/** The same with the packages inside, but for those that have to stay beside it (shipped-packages.mjs). */
export async function bundleWithPackages(entry, outdir) {
  await build({ ...options(entry, outdir), packages: 'bundle', external: [...shippedPackages, ...absentPackages], sourcemap: false });
}

/** Bundles again on every change and calls `rebuilt` after each success; stop with the returned function. */
export async function watch(entry, outdir, rebuilt) {
  const settings = options(entry, outdir);
  settings.plugins.push({
    name: 'rebuilt',
    setup: (build) => build.onEnd((result) => (result.errors.length === 0 ? rebuilt(join(outdir, 'main.js')) : undefined)),
  });
  const running = await context(settings);
  await running.watch();
  return () => running.dispose();
}
