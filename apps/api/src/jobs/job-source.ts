import type { NewJob } from '@facerec/catalog';
import { InvalidRequestError, type FieldError } from '../problems/errors';
import type { NewJobRequest } from './new-job.dto';

/** What a job names: a bucket with all photos under a prefix, or with certain keys. */
export type JobSource = Pick<NewJob, 'kind' | 'source' | 'keys'> & { readonly bucket: string };

/** Throws `InvalidRequestError` unless exactly one source is named. */
export function sourceOf({ s3_prefix, bucket, prefix, keys }: NewJobRequest): JobSource {
  const named = [s3_prefix, prefix, keys].filter((source) => source !== undefined);
  if (named.length !== 1) throw wrong('', 'the body must name one of s3_prefix, bucket with prefix, and bucket with keys');
  if (s3_prefix !== undefined) {
    if (bucket !== undefined) throw wrong('/bucket', 'bucket is part of s3_prefix');
    return { kind: 'prefix', source: s3_prefix, bucket: partsOf(s3_prefix).bucket };
  }
  if (bucket === undefined) throw wrong('/bucket', 'bucket must be named beside prefix or keys');
  if (prefix !== undefined) return { kind: 'prefix', source: `s3://${bucket}/${prefix}`, bucket };
  // One receipt belongs to each image of a job, however often it is named.
  return { kind: 'keys', source: `s3://${bucket}`, bucket, keys: [...new Set(keys)] };
}

/** Of `s3://bucket/prefix`; both of `s3://bucket` and `s3://bucket/` name the whole bucket. */
export function partsOf(source: string): { readonly bucket: string; readonly path: string } {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(source) ?? [];
  return { bucket, path };
}

function wrong(pointer: string, detail: string): InvalidRequestError {
  const errors: FieldError[] = [{ pointer, detail }];
  return new InvalidRequestError(errors);
}
