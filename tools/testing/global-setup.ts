import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
// Jest knows no aliases in a global setup.
// eslint-disable-next-line @nx/enforce-module-boundaries
import { ensurePack, ensureSamplePhotos } from '../../libs/face-pipeline/src/packs/ensure-pack';
import { setRunDirectory } from './run-directory';

/** The tests run on real weights and real photographs; both are fetched once and kept. */
export default async function globalSetup(): Promise<void> {
  const runs = join(__dirname, '../../.cache/tests');
  await mkdir(runs, { recursive: true });
  setRunDirectory(await mkdtemp(join(runs, 'run-')));
  await ensurePack('models', 'compact', { onProgress: progress });
  await ensureSamplePhotos('models', '.data/samples', { onProgress: progress });
}

function progress({ name, receivedBytes, totalBytes }: { name: string; receivedBytes: number; totalBytes: number }): void {
  if (receivedBytes === totalBytes) process.stderr.write(`fetched ${name} (${(totalBytes / 1e6).toFixed(0)} MB)\n`);
}
