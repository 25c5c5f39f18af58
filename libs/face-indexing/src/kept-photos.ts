import type { CommittedImage, ImageIdentity } from '@facerec/catalog';
import { ImageStore } from '@facerec/image-store';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { MODULE_OPTIONS_TOKEN } from './face-indexing.options';
import type { PhotoContent } from './photos';
import type { FaceIndexingOptions } from './types';

/**
 * Uploaded photos that are to be kept, in the service's own bucket: PREFIX/collection/digest of the name/digest of the content. All of
 * an image's lie under one prefix, and all of a collection's, so that a deletion finds them without a note, even one that a killed
 * attempt left behind. The names end in no photo's ending, and tell nothing.
 */
@Injectable()
export class KeptPhotos {
  constructor(private readonly images: ImageStore, @Inject(MODULE_OPTIONS_TOKEN) private readonly options: FaceIndexingOptions) {}

  /** Keeps this content of the image, and no other. */
  async keep(image: ImageIdentity, { sha256, bytes }: Pick<PhotoContent, 'sha256' | 'bytes'>): Promise<void> {
    if (bytes === undefined) throw new Error('The bytes of a photo that is to be kept are gone; only those of photos in S3 may be.');
    const name = this.nameOf(image, sha256);
    await this.images.put(this.bucket, name, bytes, 'application/octet-stream');
    await this.images.removeAll(this.bucket, this.folderOf(image), name);
  }

  /** Throws `ImageNotFoundError`, and what S3 brings. */
  async read(image: ImageIdentity, sha256: string): Promise<Uint8Array> {
    return (await this.images.read(this.bucket, this.nameOf(image, sha256))).bytes;
  }

  async remove(image: ImageIdentity): Promise<void> {
    await this.images.removeAll(this.bucket, this.folderOf(image));
  }

  async removeCollection(collectionId: string): Promise<void> {
    await this.images.removeAll(this.bucket, this.collectionFolder(collectionId));
  }

  private get bucket(): string {
    return this.options.keptPhotos.bucket;
  }

  private nameOf(image: ImageIdentity, sha256: string): string {
    return `${this.folderOf(image)}${sha256}`;
  }

  /** Image keys may be longer than what S3 leaves for them. */
  private folderOf({ collectionId, key }: ImageIdentity): string {
    return `${this.collectionFolder(collectionId)}${createHash('sha256').update(key).digest('hex')}/`;
  }

  private collectionFolder(collectionId: string): string {
    return `${this.options.keptPhotos.prefix}${collectionId}/`;
  }
}

/** A photo without a face here is of no use to anybody: it is not kept, whatever was asked. */
export function isKept(image: CommittedImage | null): boolean {
  return image?.storeImage === true && image.faces.length > 0;
}
