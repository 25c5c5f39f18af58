import type { ImageIdentity } from '@facerec/catalog';
import { FaceMatcher } from '@facerec/face-indexing';
import { Body, Controller, Headers, HttpCode, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NeedsInCollection } from '../access/needs.decorator';
import { HttpLimits } from '../http-limits';
import { idempotencyProblems, Idempotent } from '../idempotency/idempotent.decorator';
import { ApiPrefer, prefersAsync } from '../prefer';
import { ApiProblems } from '../problems/api-problems.decorator';
import { InvalidRequestError } from '../problems/errors';
import { describeMatches, describeQueued, describeReceipt } from './answers';
import { ImageIndexing } from './image-indexing';
import type { ImageReferenceDto } from './image-reference.dto';
import { IndexedImageDto, IndexImageRequest, QueuedImageDto } from './index-image.dto';
import { FaceMatchesDto, MatchFaceRequest } from './match-face.dto';
import { ReceiptWaiter } from './receipt-waiter';
import { cosineOf } from './similarity';

/** The original's two routes, kept as they were for its clients; every field that is new is an addition. */
@ApiTags('Face recognition')
@Controller('api/v1/face-recognition')
export class FaceRecognitionController {
  constructor(
    private readonly indexing: ImageIndexing,
    private readonly receipts: ReceiptWaiter,
    private readonly matcher: FaceMatcher,
    private readonly limits: HttpLimits,
  ) {}

  @Post('index')
  @NeedsInCollection('index')
  @HttpCode(HttpStatus.OK)
  @Idempotent()
  @ApiOperation({
    summary: 'Index the faces of a photo',
    description: 'Puts the photo in the queue and waits until its faces are stored. When that takes longer than the service waits (30 s), or with '
      + '`Prefer: respond-async`, the answer is 202 and the work goes on. A collection begins with its first photo; a photo indexed again is not stored twice.',
  })
  @ApiPrefer()
  @ApiOkResponse({ type: IndexedImageDto, description: 'The faces are stored.' })
  @ApiAcceptedResponse({
    type: QueuedImageDto,
    description: 'The photo is in the queue.',
    headers: { Location: { description: 'Equals `status_url`.', schema: { type: 'string' } } },
  })
  @ApiProblems(
    'invalid_request', 'bucket_not_allowed', 'object_not_found', 'model_mismatch', 'image_deleted', 'image_too_large', 'request_too_large',
    'unsupported_media_type', 'undecodable_image', 'indexing_failed', 'queue_unavailable', 'catalog_unavailable', ...idempotencyProblems,
  )
  async indexImage(
    @Body() request: IndexImageRequest,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IndexedImageDto | QueuedImageDto> {
    const image = await this.indexing.enqueue(identityOf(request), request.max_faces);
    const receipt = prefersAsync(prefer) ? undefined : await this.receipts.wait(image, closing(reply));
    if (receipt !== undefined) return describeReceipt(receipt);
    const queued = describeQueued(image);
    reply.status(HttpStatus.ACCEPTED).header('location', queued.status_url);
    return queued;
  }

  @Post('match')
  @NeedsInCollection('search')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Find the person of a photo in a collection',
    description: 'Looks for the main face of the photo, the largest near its middle. A photo without a face, and nobody alike, are answers, not errors.',
  })
  @ApiOkResponse({ type: FaceMatchesDto, description: 'The most similar faces of the collection.' })
  @ApiProblems(
    'invalid_request', 'bucket_not_allowed', 'object_not_found', 'model_mismatch', 'image_too_large', 'request_too_large', 'unsupported_media_type',
    'undecodable_image', 'pipeline_busy', 'image_store_unavailable', 'vector_store_unavailable', 'catalog_unavailable',
  )
  async matchFace(@Body() request: MatchFaceRequest): Promise<FaceMatchesDto> {
    const { maxMatches: limit } = this.limits;
    const { threshold, max_matches: maxMatches = Math.min(10, limit) } = request;
    if (maxMatches > limit) {
      throw new InvalidRequestError([{ pointer: '/max_matches', detail: `max_matches must not be greater than ${limit}` }]);
    }
    const minCosine = typeof threshold === 'number' ? cosineOf(threshold) : undefined;
    return describeMatches(await this.matcher.match({ ...identityOf(request), minCosine, maxMatches }));
  }
}

function identityOf(request: ImageReferenceDto): ImageIdentity {
  return { collectionId: request.collection_id, bucket: request.bucket, key: request.key };
}

/** Aborts when the client has gone away (and, harmlessly, when it has its answer). */
function closing(reply: FastifyReply): AbortSignal {
  const closed = new AbortController();
  reply.raw.once('close', () => closed.abort());
  return closed.signal;
}
