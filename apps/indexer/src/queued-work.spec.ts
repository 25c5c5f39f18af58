import type { ImageHead, ImageHeads, Jobs } from '@facerec/catalog';
import type { FaceDeletion, FaceIndexer, IndexingTask } from '@facerec/face-indexing';
import type { ImageStore } from '@facerec/image-store';
import { Logger } from '@nestjs/common';
import { ObjectRemoval } from './object-removal';
import { QueuedWork } from './queued-work';

const image = { collectionId: 'family', bucket: 'photos', key: 'a.jpg' };
const task: IndexingTask = { ...image, jobId: 'job', maxFaces: null, sentAt: new Date(5) };

/** Everything that is done, in order. */
function aWorld(facts: { cancelled?: boolean; notedIds?: string[]; stillThere?: boolean } = {}) {
  const done: unknown[] = [];
  const indexer = {
    index: async ({ sentAt }: IndexingTask) => void done.push(['index', sentAt.getTime()]),
    giveUp: async () => void done.push('giveUp'),
  } as unknown as FaceIndexer;
  const deletion = { deleteImage: async (_: unknown, at: Date) => (done.push(['delete', at.getTime()]), { faces: 1 }) } as unknown as FaceDeletion;
  const images = { head: async () => (facts.stillThere === true ? {} : undefined) } as unknown as ImageStore;
  const jobs = { isCancelled: async () => facts.cancelled === true } as unknown as Jobs;
  const heads = { find: async () => ({ notedIds: facts.notedIds ?? [] }) as unknown as ImageHead } as unknown as ImageHeads;
  return { done, work: new QueuedWork(indexer, new ObjectRemoval(deletion, images, indexer), jobs, heads) };
}

describe('QueuedWork', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('indexes an image', async () => {
    const { done, work } = aWorld();
    await work.index(task, { isLast: false }, () => undefined);
    expect(done).toEqual([['index', 5]]);
  });

  it('writes the end of an image down before the last attempt, which may not survive it', async () => {
    const { done, work } = aWorld();
    await work.index(task, { isLast: true }, () => undefined);
    expect(done).toEqual(['giveUp', ['index', 5]]);
  });

  it('drops the images of a cancelled job, but for one that an attempt was killed in the middle of', async () => {
    const dropped = aWorld({ cancelled: true });
    await dropped.work.index(task, { isLast: true }, () => undefined);
    expect(dropped.done).toEqual([]);
    const unsettled = aWorld({ cancelled: true, notedIds: ['f1'] });
    await unsettled.work.index(task, { isLast: false }, () => undefined);
    expect(unsettled.done).toEqual([['index', 5]]);
  });

  it('deletes the faces of a photo that was removed, as of then', async () => {
    const { done, work } = aWorld({ stillThere: true });
    await work.remove(image, new Date(7));
    expect(done).toEqual([['delete', 7]]);
  });

  it('indexes the version of a photo that takes the place of a removed one', async () => {
    const replaced = aWorld({ stillThere: true });
    await replaced.work.remove({ ...image, versionId: 'v2' }, new Date(7));
    expect(replaced.done).toEqual([['delete', 7], ['index', 8]]);
    const gone = aWorld({ stillThere: false });
    await gone.work.remove({ ...image, versionId: 'v2' }, new Date(7));
    expect(gone.done).toEqual([['delete', 7]]);
  });
});
