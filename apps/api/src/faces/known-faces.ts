import { ImageHeads, type StoredFace } from '@facerec/catalog';
import { isKept, KeptPhotos } from '@facerec/face-indexing';
import { ImageNotFoundError, ImageStore } from '@facerec/image-store';
import { VectorStore } from '@facerec/vector-store';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { UnknownFaceError, ImageNotStoredError } from '../problems/errors';

/** Faces that requests name. */
@Injectable()
export class KnownFaces {
  constructor(private readonly store: VectorStore, private readonly heads: ImageHeads, private readonly images: ImageStore, private readonly kept: KeptPhotos) {}

  /** Throws `UnknownFaceError`. */
  async find(collectionId: string, faceId: string): Promise<StoredFace> {
    const [record] = await this.store.fetch(collectionId, [faceId]);
    const { bucket, image_key: key } = record?.metadata ?? {};
    if (typeof bucket !== 'string' || typeof key !== 'string') throw new UnknownFaceError(collectionId, faceId);
    const head = await this.heads.find({ collectionId, bucket, key });
    const rank = head?.committed?.faces.findIndex((face) => face.faceId === faceId) ?? -1;
    const face = head?.committed?.faces[rank];
    if (!head?.committed || face === undefined) throw new UnknownFaceError(collectionId, faceId);
    return { collectionId, bucket, key, rank, face, image: head.committed };
  }

  async embeddingOf(collectionId: string, faceId: string): Promise<Float32Array> {
    const [record] = await this.store.fetch(collectionId, [faceId]);
    if (record === undefined) throw new UnknownFaceError(collectionId, faceId);
    return record.values;
  }

  /** The bytes that the face was found in. Throws `ImageNotStoredError` when they are not to be had. */
  async photoOf(face: StoredFace): Promise<Uint8Array> {
    const bytes = await this.bytesOf(face).catch((error: unknown) => {
      throw error instanceof ImageNotFoundError ? new ImageNotStoredError() : error;
    });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== face.image.contentSha256) throw new ImageNotStoredError();
    return bytes;
  }

  private async bytesOf(face: StoredFace): Promise<Uint8Array> {
    const { bucket, key, image } = face;
    if (bucket !== '') return (await this.images.read(bucket, key)).bytes;
    if (!isKept(image)) throw new ImageNotStoredError();
    return this.kept.read(face, image.contentSha256);
  }
}
