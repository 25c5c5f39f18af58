import { Collections } from './collections';
import { ModelMismatchError } from './errors';
import { useCatalog, type OpenCatalog } from './testing/use-catalog';

export const describeCollections = (open: OpenCatalog): void => describe('Collections', () => {
  const catalog = useCatalog(open);

  it('makes a collection once and finds it again', async () => {
    const collections = new Collections(catalog());
    const made = await collections.ensure('family', 'contract-a');
    expect(await collections.ensure('family', 'contract-a')).toEqual(made);
    expect(await collections.find('family')).toEqual(made);
  });

  it('refuses embeddings of another contract', async () => {
    const collections = new Collections(catalog());
    await collections.ensure('pinned', 'contract-a');
    await expect(collections.ensure('pinned', 'contract-b')).rejects.toThrow(ModelMismatchError);
    expect((await collections.find('pinned'))?.embeddingContract).toBe('contract-a');
  });

  it('lets the first of two at once decide the contract', async () => {
    const collections = new Collections(catalog());
    const outcomes = await Promise.allSettled(['contract-a', 'contract-b'].map((contract) => collections.ensure('raced', contract)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('does not know a collection that nobody made', async () => {
    expect(await new Collections(catalog()).find('none')).toBeUndefined();
  });
});
