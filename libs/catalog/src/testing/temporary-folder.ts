import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fresh folder for one spec; `remove` it when done. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'facerec-catalog-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
