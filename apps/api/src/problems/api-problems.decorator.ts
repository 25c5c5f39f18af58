import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { examples } from '../examples';
import { ProblemDto } from './problem.dto';
import { type ProblemCode, type ProblemKind, problems } from './problems';

/** Where no body is expected: one that comes along is read nevertheless, and may be none. */
export const unreadBody = ['request_too_large', 'unsupported_media_type'] as const satisfies readonly ProblemCode[];

const documentedProblems = Symbol('documented problems');

/**
 * Documents the problems a route may answer with, one response for each status, beside those that other decorators of it have
 * documented. `internal_error` is always among them.
 */
export function ApiProblems(...codes: readonly ProblemCode[]): MethodDecorator {
  return (target, name, descriptor) => {
    const handler = descriptor.value as object;
    const before = (Reflect.getMetadata(documentedProblems, handler) ?? []) as readonly ProblemCode[];
    const all = new Set<string>([...before, ...codes, 'internal_error']);
    const documented = (Object.keys(problems) as ProblemCode[]).filter((code) => all.has(code));
    Reflect.defineMetadata(documentedProblems, documented, handler);
    const statuses = [...new Set(documented.map((code) => problems[code].status))];
    const responses = statuses.map((status) => describeStatus(status, documented.filter((code) => problems[code].status === status)));
    applyDecorators(ApiExtraModels(ProblemDto), ...responses)(target, name, descriptor);
  };
}

function describeStatus(status: number, ofStatus: readonly ProblemCode[]): MethodDecorator {
  return ApiResponse({
    status,
    description: ofStatus.map((name) => `${problems[name].title} (\`${codeOf(name)}\`)`).join(', '),
    content: {
      'application/problem+json': {
        schema: { $ref: getSchemaPath(ProblemDto) },
        examples: Object.fromEntries(ofStatus.map((name) => [codeOf(name), { $ref: `#/components/examples/${name}` }])),
      },
    },
    ...((status === 503 || status === 429) && { headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } } }),
  });
}

/** Nest joins what several decorators say of one status, in paragraphs; the last one names all problems. */
export function describeProblemsOnce(document: OpenAPIObject): void {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item as Record<string, DocumentedOperation>));
  for (const response of operations.flatMap(({ responses }) => Object.values(responses ?? {}))) {
    if (response.content?.['application/problem+json'] !== undefined) response.description = response.description?.split('\n\n').at(-1);
  }
}

interface DocumentedOperation {
  readonly responses?: Readonly<Record<string, { description?: string; readonly content?: Readonly<Record<string, unknown>> }>>;
}

/** An example of every problem: routes refer to them, since each of them names most. */
export function problemExamples(): Record<ProblemCode, { readonly value: ProblemDto }> {
  const names = Object.keys(problems) as ProblemCode[];
  return Object.fromEntries(names.map((name) => [name, { value: example(name) }])) as Record<ProblemCode, { value: ProblemDto }>;
}

function codeOf(name: ProblemCode): string {
  const kind: ProblemKind = problems[name];
  return kind.code ?? name;
}

const exampleDetails: Partial<Record<ProblemCode, string>> = {
  invalid_request: 'max_faces must not be greater than 20.',
  unauthorized: 'Send one of the service\'s keys, as "Authorization: Bearer KEY" or "x-api-key: KEY".',
  insufficient_scope: 'This needs a key with the scope "index", which yours has not.',
  collection_not_allowed: 'Your key is good for collections whose ids begin with "team-a-", and for no others.',
  rate_limited: 'Too many requests. Go on in 17 seconds.',
  bucket_not_allowed: 'Bucket "elsewhere" is not allowed.',
  job_not_found: `There is no job "${examples.jobId}".`,
  job_exists: `There is a job "${examples.jobId}" already, of another request.`,
  job_cancelled: `Job "${examples.jobId}" was cancelled. Start a new one.`,
  collection_not_found: 'There is no collection "nobody".',
  image_not_found: 'Collection "demo" holds nothing of "nobody.jpg". Should it be queued, it will not be indexed any more.',
  unknown_face: `Collection "demo" holds no face "${examples.faceId}".`,
  collection_not_empty: 'Collection "demo" is not empty: it holds 3 faces.',
  collection_busy: 'Collection "demo" is being deleted.',
  model_mismatch: 'Collection "demo" holds embeddings of another model.',
  image_deleted: 'The faces of "sample1.jpg" were deleted after this request was queued.',
  object_not_found: 'There is no object "nobody.jpg" in bucket "photos".',
  image_too_large: 'The image has 100000000 pixels; the limit is 40000000. Send a smaller version.',
  unsupported_image: '"image" is no photo that can be read. Send a JPEG, PNG or WebP.',
  undecodable_image: 'The image cannot be decoded: unknown format. Send a complete JPEG, PNG or WebP.',
  subject_not_found: 'There is no subject "ann".',
  collection_exists: 'There is a collection "family" already.',
  subject_exists: 'There is a subject "ann" already.',
  image_not_stored: 'The photo of this face is not stored: uploaded photos are kept only with store_image, and those in S3 may change.',
  precondition_failed: 'It was changed in the meantime. Read it again, and repeat the change with its new ETag.',
  face_not_found: 'There is no face in "image".',
  indexing_failed: 'The image could not be indexed.',
  not_ready: 'Down: queue.',
};

function example(name: ProblemCode): ProblemDto {
  const kind: ProblemKind = problems[name];
  const code = codeOf(name);
  return {
    type: `urn:problem-type:facerec:${code}`,
    title: kind.title,
    status: kind.status,
    detail: kind.detail ?? exampleDetails[name] ?? kind.title,
    instance: '/…',
    code,
    request_id: '99cc39c5-977d-4850-8342-6b39bd644b04',
    retryable: kind.retryable,
    ...(code === 'invalid_request' && { errors: [{ pointer: '/max_faces', detail: 'max_faces must not be greater than 20' }] }),
    ...(code === 'not_ready' && { checks: { model: 'up', vector_store: 'up', catalog: 'up', image_store: 'up', queue: 'down' } }),
  };
}
