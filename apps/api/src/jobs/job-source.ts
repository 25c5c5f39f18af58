import type { NewJob } from '@facerec/catalog';
import { InvalidRequestError, type FieldError } from '../problems/errors';
import type { NewJobRequest } from './new-job.dto';

/** What a job names: a bucket with all photos under a prefix, or with certain keys. */
export type JobSource = Pick<NewJob, 'kind' | 'source' | 'keys'> & { readonly bucket: string };

/** Throws `InvalidRequestError` unless exactly one source is named. */
export function sourceOf({ s3_prefix, bucket, prefix, keys }: NewJobRequest): JobSource {
  const [named, ...more] = [s3_prefix, prefix, keys].filter((source) => isGiven(source));
  if (named === undefined || more.length > 0) throw wrong('', 'the body must name one of s3_prefix, bucket with prefix, and bucket with keys');
  if (isGiven(s3_prefix)) {
    if (isGiven(bucket)) throw wrong('/bucket', 'bucket is part of s3_prefix');
    return { kind: 'prefix', source: s3_prefix, bucket: partsOf(s3_prefix).bucket };
  }
  if (!isGiven(bucket)) throw wrong('/bucket', 'bucket must be named beside prefix or keys');
  if (isGiven(prefix)) return { kind: 'prefix', source: `s3://${bucket}/${prefix}`, bucket };
  // One receipt belongs to each image of a job, however often it is named.
  return { kind: 'keys', source: `s3://${bucket}`, bucket, keys: [...new Set(keys)] };
}

/** Of `s3://bucket/prefix`; both of `s3://bucket` and `s3://bucket/` name the whole bucket. */
export function partsOf(source: string): { readonly bucket: string; readonly path: string } {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(source) ?? [];
  return { bucket, path };
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

function wrong(pointer: string, detail: string): InvalidRequestError {
  const errors: FieldError[] = [{ pointer, detail }];
  return new InvalidRequestError(errors);
}
