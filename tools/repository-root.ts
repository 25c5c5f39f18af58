import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Tools also run from a bundle in .cache/tools, so the repository is looked for upwards. */
export function repositoryRoot(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, 'nx.json'))) {
    if (directory === dirname(directory)) throw new Error('Run this inside the repository.');
    directory = dirname(directory);
  }
  return directory;
}
