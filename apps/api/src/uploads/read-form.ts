import { ImageTooLargeError } from '@facerec/face-pipeline';
import { BodyTooLongError, readBody } from '@facerec/image-store';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import { PayloadTooLargeException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidRequestError } from '../problems/errors';
import type { UploadedBytes } from './uploaded-bytes';
import { uploadLimits } from './upload-limits';

const { imageBytes, requestBytes, files, fields, fieldBytes } = uploadLimits;

// One byte more than allowed shows that a file is too large; the error then says by our own words.
const limits = { fileSize: imageBytes + 1, files, fields, fieldSize: fieldBytes, parts: files + fields, headerPairs: 20 };

/** Fields that are no text: their values are read as JSON. */
const jsonFields = new Set([
  'max_faces', 'min_cosine', 'target_far', 'limit', 'metadata', 'filter', 'embedding', 'store_image', 'face_selection',
]);

/**
 * A form as the JSON body it stands for: a file is `{ bytes }`, text is text or JSON, and an empty field is absent, since forms send them all. Stops reading at the first limit that is
 * exceeded. Throws `ImageTooLargeError` and `InvalidRequestError`.
 */
export async function readForm(request: FastifyRequest): Promise<Record<string, unknown>> {
  if (Number(request.headers['content-length'] ?? 0) > requestBytes) throw new PayloadTooLargeException();
  const body: Record<string, unknown> = {};
  try {
    for await (const part of request.parts({ limits })) {
      const name = part.fieldname;
      if (Object.hasOwn(body, name)) throw invalid(`/${name}`, `${name} is given more than once`);
      if (part.type !== 'file' && part.value === '') continue;
      body[name] = part.type === 'file' ? { bytes: await uploaded(part) } : valueOf(part);
    }
  } catch (error) {
    throw explained(error);
  }
  return body;
}

async function uploaded({ file }: MultipartFile): Promise<UploadedBytes> {
  const bytes = await readBody(file, imageBytes).catch((error: unknown) => {
    throw error instanceof BodyTooLongError ? new ImageTooLargeError('bytes', error.bytes, imageBytes) : error;
  });
  return () => bytes;
}

function valueOf(part: Exclude<Multipart, MultipartFile>): unknown {
  const { fieldname: name, value } = part;
  if (part.valueTruncated || part.fieldnameTruncated) throw invalid(`/${name}`, `${name} is longer than ${fieldBytes} bytes`);
  if (!jsonFields.has(name) || typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    // Validation says what it should have been.
    return value;
  }
}

/** What the form parser finds wrong is the request's fault. */
function explained(error: unknown): unknown {
  if (error instanceof InvalidRequestError || error instanceof ImageTooLargeError) return error;
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  if (statusCode === 413) return invalid('', `A form may have ${files} files and ${fields} other fields`);
  if (code === 'FST_PROTO_VIOLATION') return invalid('', 'A field has a name that is not allowed');
  return invalid('', 'The form is malformed or incomplete');
}

function invalid(pointer: string, detail: string): InvalidRequestError {
  return new InvalidRequestError([{ pointer, detail }]);
}
