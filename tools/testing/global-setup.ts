// Jest knows no aliases in a global setup.
// eslint-disable-next-line @nx/enforce-module-boundaries
import { ensurePack, ensureSamplePhotos } from '../../libs/face-pipeline/src/packs/ensure-pack';

/** The tests run on real weights and real photographs; both are fetched once and kept. */
export default async function globalSetup(): Promise<void> {
  await ensurePack('models', 'compact', { onProgress: progress });
  await ensureSamplePhotos('models', '.data/samples', { onProgress: progress });
}

function progress({ name, receivedBytes, totalBytes }: { name: string; receivedBytes: number; totalBytes: number }): void {
  if (receivedBytes === totalBytes) process.stderr.write(`fetched ${name} (${(totalBytes / 1e6).toFixed(0)} MB)\n`);
}
