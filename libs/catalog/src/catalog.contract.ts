import { describeApiKeys } from './api-keys.contract';
import { describeCollections } from './collections.contract';
import { describeCollectionDeletions, describeDeletedContents } from './deleted-contents.contract';
import { describeEnqueueing } from './enqueueing.contract';
import { describeImageHeads } from './image-heads.contract';
import { describeJobs, describeReceipts } from './jobs.contract';
import type { OpenCatalog } from './testing/use-catalog';
import { describeV1Resources } from './v1-resources.contract';

/** What the catalog must do on every database. */
export function describeCatalog(name: string, open: OpenCatalog): void {
  describe(`on ${name}`, () => {
    describeCollections(open);
    describeImageHeads(open);
    describeJobs(open);
    describeEnqueueing(open);
    describeReceipts(open);
    describeDeletedContents(open);
    describeCollectionDeletions(open);
    describeV1Resources(open);
    describeApiKeys(open);
  });
}
