import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ImageLocation } from './types';

/** S3 wants at least 5 MiB a part; the local cloud takes at most 11 MiB a request. */
export const PART_BYTES = 8 * 1024 ** 2;

/** Uploads in parts, one at a time; leaves nothing behind when one fails. */
export async function uploadInParts(client: S3Client, { bucket, key }: ImageLocation, bytes: Uint8Array, contentType: string): Promise<void> {
  const target = { Bucket: bucket, Key: key };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...target, ContentType: contentType }));
  try {
    const Parts: CompletedPart[] = [];
    for (let offset = 0; offset < bytes.byteLength; offset += PART_BYTES) {
      const part = { ...target, UploadId, PartNumber: Parts.length + 1, Body: bytes.subarray(offset, offset + PART_BYTES) };
      const { ETag } = await client.send(new UploadPartCommand(part));
      Parts.push({ ETag, PartNumber: part.PartNumber });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }));
  } catch (error) {
    // The first error is the one to report, even when cleaning up fails too.
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => undefined);
    throw error;
  }
}
