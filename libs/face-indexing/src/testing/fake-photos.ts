import type { AnalyzeOptions, ImageAnalysis, PackDescription } from '@facerec/face-pipeline';
import { UndecodableImageError } from '@facerec/face-pipeline';
import { ImageNotFoundError } from '@facerec/image-store';
import type { StoredImage } from '@facerec/image-store';
import { createHash } from 'node:crypto';

/** An S3 whose photos are lists of names: "ann bob" shows two faces, strongest first; "" none; "garbage" is no image. */
export class FakeImageStore {
  private readonly objects = new Map<string, StoredImage>();

  /** LastModified in whole seconds, as S3 tells it. */
  put(bucket: string, key: string, content: string | Uint8Array, at: Date | string): void {
    const lastModified = new Date(Math.floor((typeof at === 'string' ? 0 : at.getTime()) / 1000) * 1000);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    this.objects.set(`${bucket}/${key}`, { bucket, key, bytes, lastModified, versionId: null, etag: '' });
  }

  /** What a bucket holds, in the order it came. */
  contents(bucket: string): string[] {
    return [...this.objects.values()].filter((object) => object.bucket === bucket).map(({ bytes }) => new TextDecoder().decode(bytes));
  }

  async removeAll(bucket: string, prefix: string, spare?: string): Promise<void> {
    for (const object of this.objects.values()) {
      if (object.bucket === bucket && object.key.startsWith(prefix) && object.key !== spare) this.remove(bucket, object.key);
    }
  }

  remove(bucket: string, key: string): void {
    this.objects.delete(`${bucket}/${key}`);
  }

  async read(bucket: string, key: string): Promise<StoredImage> {
    const image = this.objects.get(`${bucket}/${key}`);
    if (image === undefined) throw new ImageNotFoundError(bucket, key);
    return image;
  }
}

export const fakePack: PackDescription = {
  name: 'fake', dimension: 4, embeddingContract: 'contract-a', pipelineContract: 'pipeline', searchCosine: 0.9, verifyCosine: 0.8,
  minConfidence: 0.5, cosineAtFar: {},
};

/** Sees in a photo the faces that are written there, but for one that this CPU finds just below the threshold. */
export class FakePipelinePool {
  analyses = 0;

  constructor(readonly pack: PackDescription = fakePack, private readonly borderline?: string) {}

  async analyze(image: Uint8Array, { maxFaces = Infinity }: AnalyzeOptions): Promise<ImageAnalysis> {
    this.analyses += 1;
    const content = new TextDecoder().decode(image);
    if (content === 'garbage') throw new UndecodableImageError('unknown format');
    const names = content.split(' ').filter((name) => name !== '' && name !== this.borderline);
    const seen = names.map((name) => ({
      box: { left: 100, top: 50, width: 200, height: 100 },
      confidence: confidenceOf(name),
      landmarks: [] as never,
      quality: { sharpness: 1, brightness: 0.5, size: 1, pose: 1 },
      embedding: embeddingOf(name),
    }));
    return {
      width: 1000,
      height: 500,
      faces: seen.slice(0, maxFaces),
      passedOver: seen.slice(maxFaces).map(({ box, confidence }) => ({ box, confidence, reason: 'beyond_max_faces' })),
      stageMs: { decode: 0, detect: 0, embed: 0 },
    };
  }
}

/** Differs from name to name, so that a vector in the wrong place shows. */
export function confidenceOf(name: string): number {
  return 0.5 + createHash('sha256').update(name).digest().readUInt16BE() / 131_072;
}

export function embeddingOf(name: string): Float32Array {
  const raw = Array.from({ length: 4 }, (_, i) => createHash('sha256').update(name).digest().readInt16BE(2 * i));
  const length = Math.hypot(...raw);
  return Float32Array.from(raw, (value) => value / length);
}
