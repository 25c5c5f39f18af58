import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { BucketNotAllowedError, ImageStoreUnavailableError, ObjectTooLargeError } from './errors';
import { MODULE_OPTIONS_TOKEN } from './image-store.module-definition';
import { PART_BYTES, uploadInParts } from './multipart-upload';
import { BodyTooLongError, readBody } from './read-body';
import { openS3Client } from './s3-client';
import { isMissing, s3Failure } from './s3-failure';
import type { ImageListing, ImageLocation, ImageStoreOptions, StoredImage } from './types';

/** S3's own limit for one request. */
const MOST_DELETIONS = 1000;

/** Photos in S3. Every method refuses buckets that are not on the allow-list before S3 is asked. */
@Injectable()
export class ImageStore implements OnApplicationShutdown {
  private readonly client;

  constructor(@Inject(MODULE_OPTIONS_TOKEN) private readonly options: ImageStoreOptions) {
    this.client = openS3Client(options);
  }

  /** Throws `BucketNotAllowedError` for a bucket that is not on the allow-list; asks nobody. */
  assertAllowed(bucket: string): void {
    const { allowedBuckets } = this.options;
    if (allowedBuckets.length > 0 && !allowedBuckets.includes(bucket)) throw new BucketNotAllowedError(bucket);
  }

  /** Throws `ImageNotFoundError`, `BucketNotAllowedError`, `ObjectTooLargeError` or `ImageStoreUnavailableError`. */
  async read(bucket: string, key: string): Promise<StoredImage> {
    const location = { bucket, key };
    const object = await this.ask(location, () => this.client.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
    return {
      ...location,
      bytes: await this.bytesOf(object, location),
      lastModified: object.LastModified ?? new Date(0),
      versionId: object.VersionId ?? null,
      etag: unquoted(object.ETag),
    };
  }

  /** Every object under `prefix`, page by page, in key order; `startAfter` (exclusive) resumes a listing. */
  async *list(bucket: string, prefix: string, startAfter?: string): AsyncIterable<ImageListing> {
    this.assertAllowed(bucket);
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: bucket, Prefix: prefix, StartAfter: startAfter });
    try {
      for await (const page of pages) {
        for (const { Key, Size, LastModified, ETag } of page.Contents ?? []) {
          if (Key === undefined) continue;
          yield { bucket, key: Key, size: Size ?? 0, lastModified: LastModified ?? new Date(0), etag: unquoted(ETag) };
        }
      }
    } catch (error) {
      throw s3Failure(error, { bucket, key: prefix });
    }
  }

  /** Writes or replaces an object. */
  async put(bucket: string, key: string, bytes: Uint8Array, contentType: string): Promise<void> {
    await this.ask({ bucket, key }, async () => {
      if (bytes.byteLength > PART_BYTES) return uploadInParts(this.client, { bucket, key }, bytes, contentType);
      await this.client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType }));
    });
  }

  /** Removes every object under `prefix`, those that `spare` names excepted; where versions are kept, the former ones stay until they expire. */
  async removeAll(bucket: string, prefix: string, spare?: string): Promise<void> {
    let batch: string[] = [];
    for await (const { key } of this.list(bucket, prefix)) {
      if (key !== spare) batch.push(key);
      if (batch.length === MOST_DELETIONS) {
        await this.remove(bucket, batch);
        batch = [];
      }
    }
    if (batch.length > 0) await this.remove(bucket, batch);
  }

  /** What S3 says of an object; undefined when there is none. */
  async head(bucket: string, key: string): Promise<ImageListing | undefined> {
    return this.ask({ bucket, key }, async () => {
      const object = await this.client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).catch(unlessMissing);
      if (object === undefined) return undefined;
      const { ContentLength, LastModified, ETag } = object;
      return { bucket, key, size: ContentLength ?? 0, lastModified: LastModified ?? new Date(0), etag: unquoted(ETag) };
    });
  }

  /** Creates the bucket when it is missing. For the local cloud: in AWS, buckets belong to Terraform. */
  async ensureBucket(bucket: string): Promise<void> {
    await this.ask({ bucket, key: '' }, async () => {
      const found = await this.client.send(new HeadBucketCommand({ Bucket: bucket })).catch(unlessMissing);
      if (found === undefined) await this.client.send(new CreateBucketCommand({ Bucket: bucket }));
    });
  }

  /** Resolves when S3 answers; rejects with `ImageStoreUnavailableError` when it does not. */
  async ping(): Promise<void> {
    const bucket = this.options.allowedBuckets[0];
    const asked = bucket === undefined ? this.client.send(new ListBucketsCommand({})) : this.client.send(new HeadBucketCommand({ Bucket: bucket }));
    await asked.catch((error: unknown) => {
      // "Denied" and "missing" are answers too: a role that may read objects need not see their bucket.
      const failure = s3Failure(error, { bucket: bucket ?? '', key: '' });
      if (failure instanceof ImageStoreUnavailableError) throw failure;
    });
  }

  onApplicationShutdown(): void {
    this.client.destroy();
  }

  private async remove(bucket: string, keys: readonly string[]): Promise<void> {
    await this.ask({ bucket, key: keys[0] ?? '' }, async () => {
      const { Errors: [first] = [] } = await this.client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true } }));
      if (first !== undefined) throw new Error(`S3 did not delete all objects: ${first.Code}`);
    });
  }

  private async bytesOf({ Body, ContentLength }: GetObjectCommandOutput, location: ImageLocation): Promise<Uint8Array> {
    const limit = this.options.maxImageBytes;
    const body = Body as Readable;
    if (ContentLength !== undefined && ContentLength > limit) {
      body.destroy();
      throw new ObjectTooLargeError(location.key, ContentLength, limit);
    }
    try {
      return await readBody(body, limit);
    } catch (error) {
      if (error instanceof BodyTooLongError) throw new ObjectTooLargeError(location.key, error.bytes, limit);
      throw s3Failure(error, location);
    }
  }

  private async ask<T>(location: ImageLocation, request: () => Promise<T>): Promise<T> {
    this.assertAllowed(location.bucket);
    try {
      return await request();
    } catch (error) {
      throw s3Failure(error, location);
    }
  }
}

function unlessMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

function unquoted(etag: string | undefined): string {
  return etag?.replaceAll('"', '') ?? '';
}
