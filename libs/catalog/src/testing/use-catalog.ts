import type { Catalog } from '../catalog';

/** Gives an empty catalog at every call; whoever opens it closes it. */
export type OpenCatalog = () => Promise<Catalog>;

/** One open catalog for the tests of a `describe`. */
export function useCatalog(open: OpenCatalog): () => Catalog {
  let catalog: Catalog;
  beforeAll(async () => { catalog = await open(); });
  afterAll(() => catalog.close());
  return () => catalog;
}
