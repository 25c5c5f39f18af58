import { InvalidMessageError } from './errors';
import { messageLimits, type IndexingMessage } from './indexing-message';

type Fields = Readonly<Record<string, unknown>>;

/** Reads a message body; fields it does not know are ignored. Throws `InvalidMessageError` with all that is wrong. */
export function parseIndexingMessage(body: string): IndexingMessage {
  return toIndexingMessage(fieldsOf(body));
}

/** Throws `InvalidMessageError` with all that is wrong. */
export function toIndexingMessage(fields: Fields): IndexingMessage {
  const problems = problemsOf(fields);
  if (problems.length > 0) throw new InvalidMessageError(problems);
  const { job_id, collection_id, s3_bucket, image_key, max_faces } = fields as unknown as IndexingMessage;
  return { job_id, collection_id, s3_bucket, image_key, max_faces: max_faces ?? null };
}

/** The body as an object, its fields unchecked; throws `InvalidMessageError`. */
export function fieldsOf(body: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw new InvalidMessageError(['the body is not JSON'], { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidMessageError(['the body is not a JSON object']);
  return value as Fields;
}

function problemsOf({ job_id, collection_id, s3_bucket, image_key, max_faces }: Fields): string[] {
  const { jobIdLength, collectionId, bucket, keyLength, maxFaces } = messageLimits;
  const rules: [boolean, string][] = [
    [isText(job_id, jobIdLength), `job_id is not a string of 1 to ${jobIdLength} characters`],
    [isText(collection_id, 100) && collectionId.test(collection_id), 'collection_id is not 1 to 100 of a-z, A-Z, 0-9, "_" and "-"'],
    [isText(s3_bucket, 63) && bucket.test(s3_bucket), 's3_bucket is not a bucket name'],
    [isText(image_key, keyLength), `image_key is not a string of 1 to ${keyLength} characters`],
    [isFaceCount(max_faces, maxFaces), `max_faces is not null or a whole number from 1 to ${maxFaces}`],
  ];
  return rules.filter(([holds]) => !holds).map(([, problem]) => problem);
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length >= 1 && value.length <= maxLength;
}

/** The original's producers leave max_faces out, or send null, for the service's own limit. */
function isFaceCount(value: unknown, max: number): boolean {
  return value === undefined || value === null || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= max);
}
