import { FacePipelinePool } from '@facerec/face-pipeline';
import type { Detail, ImageAnalysis, PackDescription } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { MODULE_OPTIONS_TOKEN } from './face-indexing.options';
import type { FaceIndexingOptions } from './types';

/** What an object held when it was read. */
export interface PhotoContent {
  /** Absent once they were analysed: they are large, and may be read again. */
  readonly bytes?: Uint8Array;
  /** Hex. */
  readonly sha256: string;
  readonly lastModified: Date;
  readonly versionId: string | null;
}

export type ReadPhoto = PhotoContent & Required<Pick<PhotoContent, 'bytes'>>;

/** Reads photos from the image store and has them analysed. */
@Injectable()
export class Photos {
  constructor(
    private readonly images: ImageStore,
    private readonly pool: FacePipelinePool,
    @Inject(MODULE_OPTIONS_TOKEN) private readonly options: FaceIndexingOptions,
  ) {}

  get pack(): PackDescription {
    return this.pool.pack;
  }

  async read(bucket: string, key: string): Promise<ReadPhoto> {
    const { bytes, lastModified, versionId } = await this.images.read(bucket, key);
    return { bytes, lastModified, versionId, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  /** `maxFaces` null: the service's limit, which also caps it. */
  async analyze(photo: ReadPhoto, maxFaces: number | null, detail?: Detail): Promise<ImageAnalysis> {
    const limit = this.options.maxFacesPerImage;
    return this.pool.analyze(photo.bytes, { maxFaces: Math.min(maxFaces ?? limit, limit), detail });
  }
}
