import { type AnalyzeOptions, FacePipelinePool, type ImageAnalysis, ImageTooLargeError } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { Injectable } from '@nestjs/common';
import { InvalidRequestError, UnsupportedImageError } from '../problems/errors';
import { mayBePhoto } from './image-kind';
import type { ImageInputDto } from './image-input.dto';
import { uploadLimits } from './upload-limits';

/** Gets hold of an image, wherever its bytes are. */
@Injectable()
export class ImageInputs {
  constructor(private readonly images: ImageStore, private readonly pipeline: FacePipelinePool) {}

  /** Its faces; throws what `read` throws, and what images bring. */
  async analyze(image: ImageInputDto, options: AnalyzeOptions, field = 'image'): Promise<ImageAnalysis> {
    const bytes = await this.read(image, field);
    try {
      return await this.pipeline.analyze(bytes, options);
    } finally {
      free(bytes);
    }
  }

  /**
   * `field` is the name of the request's field. Throws `InvalidRequestError`, `ImageTooLargeError`, `UnsupportedImageError`, and what the
   * image store throws.
   */
  async read(image: ImageInputDto, field = 'image'): Promise<Uint8Array> {
    const bytes = await this.bytesOf(image, field);
    if (!mayBePhoto(bytes)) throw new UnsupportedImageError(field);
    return bytes;
  }

  private async bytesOf({ bytes, s3 }: ImageInputDto, field: string): Promise<Uint8Array> {
    if (s3) return (await this.images.read(s3.bucket, s3.key)).bytes;
    return typeof bytes === 'string' ? decodeBase64(bytes, field) : bytes?.() ?? new Uint8Array();
  }
}

/** Now instead of by the collector, so that photos do not pile up outside its heap, and the next one finds memory that is mapped. */
function free({ buffer, byteLength }: Uint8Array): void {
  // Node keeps short bytes in memory that others share.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

export function decodeBase64(text: string, field: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const size = Math.floor(((text.length - padding) * 3) / 4);
  const { imageBytes } = uploadLimits;
  if (size > imageBytes) throw new ImageTooLargeError('bytes', size, imageBytes);
  const decoded = Buffer.from(text, 'base64');
  // Node passes over what is no base64: fewer bytes come out than the text has room for.
  if (decoded.length !== size) {
    throw new InvalidRequestError([{ pointer: `/${field}/bytes`, detail: `${field} is not valid base64` }]);
  }
  return decoded;
}
