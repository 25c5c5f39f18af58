// Started by opening-processes.ts: opens the catalog named in each message, writes to it, closes it, and answers null or what went wrong.
import { openCatalog } from '../catalog';
import { Collections } from '../collections';
import type { CatalogOptions } from '../types';

process.on('message', async (options: CatalogOptions) => {
  try {
    const catalog = await openCatalog(options);
    await new Collections(catalog).ensure('faces', 'contract');
    await catalog.close();
    process.send?.(null);
  } catch (error) {
    process.send?.(String(error));
  }
});
