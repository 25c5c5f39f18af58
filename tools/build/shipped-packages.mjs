// The packages that stay beside a self-contained bundle, because they have native parts or find files of theirs by path,
// and of each the files that a Linux container needs. Everything else is bundled.
import { cp, glob, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { arch } from 'node:process';

const files = {
  '@img/colour': ['*.cjs'],
  [`@img/sharp-libvips-linux-${arch}`]: ['lib/index.js', 'lib/*.so.*', 'versions.json'],
  [`@img/sharp-linux-${arch}`]: ['index.cjs', 'lib/*.node'],
  '@julusian/jpeg-turbo': ['*.js', `prebuilds/jpeg-turbo-linux-${arch}/*`],
  'better-sqlite3': ['lib/**/*.js', `prebuilds/linux-${arch}.node`],
  'detect-libc': ['lib/*.js'],
  'onnxruntime-common': ['dist/cjs/*'],
  'onnxruntime-node': ['dist/*.js', `bin/napi-v6/linux/${arch}/*`],
  piscina: ['dist/**/*.js'],
  'pkg-prebuilds': ['*.js', 'lib/*.js'],
  semver: ['**/*.js'],
  sharp: ['dist/*.cjs'],
  'swagger-ui-dist': ['absolute-path.js', 'index.js', 'favicon-*.png', 'swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js'],
};

export const shippedPackages = Object.keys(files);

/** Copies what is listed above into `directory/node_modules`; throws when one of the patterns fits nothing. */
export async function copyShippedPackages(root, directory) {
  for (const [name, patterns] of Object.entries(files)) {
    for (const pattern of ['package.json', ...patterns]) await copy(join(root, 'node_modules', name), join(directory, 'node_modules', name), pattern);
    await copy(join(root, 'node_modules', name), join(directory, 'node_modules', name), '{LICENSE,LICENCE,NOTICE}*', { optional: true });
  }
}

async function copy(from, to, pattern, { optional = false } = {}) {
  let copied = 0;
  for await (const file of glob(pattern, { cwd: from })) {
    await mkdir(dirname(join(to, file)), { recursive: true });
    await cp(join(from, file), join(to, file));
    copied += 1;
  }
  if (copied === 0 && !optional) throw new Error(`No file of ${from} fits ${pattern}: the list in tools/build/shipped-packages.mjs is out of date.`);
}
