// Started by catalog.spec.ts: opens the catalog named in each message, writes to it, closes it, and answers null or what went wrong.
import { openCatalog } from '../catalog';
import { Collections } from '../collections';

process.on('message', async (file: string) => {
  try {
    const catalog = await openCatalog({ kind: 'sqlite', file });
    await new Collections(catalog).ensure('faces', 'contract');
    await catalog.close();
    process.send?.(null);
  } catch (error) {
    process.send?.(String(error));
  }
});
