import { ModelMismatchError } from '@facerec/catalog';
import { ImageTooLargeError, PipelineBusyError, UndecodableImageError } from '@facerec/face-pipeline';
import { BucketNotAllowedError, ImageNotFoundError, ImageStoreUnavailableError } from '@facerec/image-store';
import { QueueUnavailableError } from '@facerec/indexing-queue';
import { VectorStoreUnavailableError } from '@facerec/vector-store';
import { NotFoundException } from '@nestjs/common';
import { describeProblem } from './describe-problem';
import { IndexingFailedError, InvalidRequestError } from './errors';

describe('describeProblem', () => {
  it.each([
    [new InvalidRequestError([]), 400, 'invalid_request'],
    [new BucketNotAllowedError('elsewhere'), 403, 'bucket_not_allowed'],
    [new ImageNotFoundError('photos', 'a.jpg'), 404, 'object_not_found'],
    [new NotFoundException(), 404, 'not_found'],
    [new ModelMismatchError('demo', 'a', 'b'), 409, 'model_mismatch'],
    [new ImageTooLargeError('pixels', 2, 1), 413, 'image_too_large'],
    [Object.assign(new Error('Request body is too large'), { statusCode: 413 }), 413, 'request_too_large'],
    [Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }), 415, 'unsupported_media_type'],
    [new UndecodableImageError('truncated'), 422, 'undecodable_image'],
    [new ImageStoreUnavailableError(), 503, 'image_store_unavailable'],
    [new VectorStoreUnavailableError('embedded'), 503, 'vector_store_unavailable'],
    [new QueueUnavailableError(), 503, 'queue_unavailable'],
  ])('knows %s', (error, status, code) => {
    expect(describeProblem(error)).toMatchObject({ status, code, type: `urn:problem-type:facerec:${code}`, retryable: status === 503 });
  });

  it('repeats the problem of a failed receipt', () => {
    const error = new IndexingFailedError({ code: 'image_too_large', detail: 'Too many pixels.' });
    expect(describeProblem(error)).toMatchObject({ status: 413, code: 'image_too_large', detail: 'Too many pixels.' });
  });

  it('answers a receipt\'s unknown problem as an image that could not be indexed', () => {
    expect(describeProblem(new IndexingFailedError({ code: 'face_too_funny', detail: 'Ha.' }))).toMatchObject({ status: 422, code: 'indexing_failed' });
  });

  it('says when a busy pool may be asked again', () => {
    expect(describeProblem(new PipelineBusyError(7))).toMatchObject({ status: 503, code: 'pipeline_busy', retryAfterSeconds: 7 });
  });

  it.each([
    new Error('connect ECONNREFUSED 10.0.0.7:5432'),
    Object.assign(new Error('password=secret'), { statusCode: 500 }),
    new TypeError('x is not a function'),
    'a string',
    undefined,
  ])('never tells the text of an error it does not know', (error) => {
    const problem = describeProblem(error);
    expect(problem).toMatchObject({ status: 500, code: 'internal_error' });
    expect(JSON.stringify(problem)).not.toMatch(/ECONNREFUSED|secret|function|string/);
  });
});
