import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Catalog } from '../catalog';
import { openCatalog } from '../catalog';

/** A fresh folder for one spec; `remove` it when done. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'facerec-catalog-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** One open catalog for the specs of a file, closed and removed after them. */
export function useTemporaryCatalog(): () => Catalog {
  const folder = temporaryFolder();
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await openCatalog({ kind: 'sqlite', file: join(folder.path, 'catalog.sqlite') });
  });
  afterAll(async () => {
    await catalog.close();
    folder.remove();
  });
  return () => catalog;
}
