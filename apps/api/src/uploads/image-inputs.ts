import { ImageTooLargeError } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { Injectable } from '@nestjs/common';
import { InvalidRequestError, UnsupportedImageError } from '../problems/errors';
import { mayBePhoto } from './image-kind';
import type { ImageInputDto } from './image-input.dto';
import { uploadLimits } from './upload-limits';

/** Gets hold of the bytes of an image, wherever they are. */
@Injectable()
export class ImageInputs {
  constructor(private readonly images: ImageStore) {}

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
