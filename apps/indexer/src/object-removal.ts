import type { ImageIdentity } from '@facerec/catalog';
import { FaceDeletion, FaceIndexer } from '@facerec/face-indexing';
import { ImageStore } from '@facerec/image-store';
import { eventJobId } from '@facerec/indexing-queue';
import { Injectable, Logger } from '@nestjs/common';

/** Faces leave with their photo. */
@Injectable()
export class ObjectRemoval {
  private readonly logger = new Logger(ObjectRemoval.name);

  constructor(
    private readonly deletion: FaceDeletion,
    private readonly images: ImageStore,
    private readonly indexer: FaceIndexer,
  ) {}

  /** `versioned`: only one version of the object was removed, and another may be the current one now. */
  async remove(image: ImageIdentity, at: Date, versioned: boolean): Promise<void> {
    const { faces } = await this.deletion.deleteImage(image, at);
    this.logger.log({ msg: 'Photo removed', collection: image.collectionId, image: `${image.bucket}/${image.key}`, faces });
    if (!versioned || (await this.images.head(image.bucket, image.key)) === undefined) return;
    // Its upload was long before the deletion that was just noted.
    await this.indexer.index({ ...image, jobId: eventJobId, maxFaces: null, sentAt: new Date(at.getTime() + 1) });
  }
}
