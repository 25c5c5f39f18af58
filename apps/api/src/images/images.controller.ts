import type { Receipt } from '@facerec/catalog';
import { ImageStore } from '@facerec/image-store';
import { Body, Controller, Headers, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NeedsInCollection } from '../access/needs.decorator';
import { ApiCollectionId } from '../collections/collection-id.decorator';
import { KnownCollections } from '../collections/known-collections';
import { describeRecord } from '../detect/describe-face';
import { describeQueued, describeReceipt } from '../face-recognition/answers';
import { QueuedImageDto } from '../face-recognition/index-image.dto';
import { idempotencyProblems, Idempotent } from '../idempotency/idempotent.decorator';
import { ApiPrefer, prefersAsync } from '../prefer';
import { InvalidRequestError } from '../problems/errors';
import { ImageInputs } from '../uploads/image-inputs';
import { TakesImages } from '../uploads/takes-images.decorator';
import { AddedImageDto, AddImageRequest } from './add-image.dto';
import { ImagePostponing } from './image-postponing';

/** Photos of a collection. */
@ApiTags('Images')
@ApiCollectionId()
@Controller('api/v1/collections/:id/images')
export class ImagesController {
  constructor(
    private readonly collections: KnownCollections,
    private readonly store: ImageStore,
    private readonly inputs: ImageInputs,
    private readonly adding: ImagePostponing,
  ) {}

  @Post()
  @NeedsInCollection('index')
  @Idempotent()
  @ApiOperation({
    summary: 'Store the faces of a photo, at once',
    description: 'Without the queue: when this answers 201, the faces are stored and can be found. The same photo again is not stored twice. Uploaded photos '
      + 'themselves are only kept with `store_image`. For many photos in S3 there are jobs.\n\nWhen all workers are busy, or with `Prefer: respond-async`, a photo in S3 is put in '
      + 'the queue, and the answer is 202, if nothing but `max_faces` is said about it: the queue knows no more. Any other one is told 503 then, as uploaded bytes are, which have no '
      + 'place to wait.',
  })
  @ApiPrefer('`respond-async`: answer 202 at once where the photo can wait.')
  @ApiCreatedResponse({ type: AddedImageDto })
  @ApiAcceptedResponse({
    type: QueuedImageDto,
    description: 'The photo is in the queue.',
    headers: { Location: { description: 'Equals `status_url`.', schema: { type: 'string' } } },
  })
  @TakesImages(
    'collection_not_found', 'subject_not_found', 'model_mismatch', 'image_deleted', 'collection_busy', 'indexing_failed', 'image_busy', 'vector_store_unavailable', 'catalog_unavailable', 'image_store_unavailable', 'queue_unavailable',
    ...idempotencyProblems,
  )
  async addImage(
    @Param('id') collectionId: string,
    @Body() request: AddImageRequest,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AddedImageDto | QueuedImageDto> {
    const maxFaces = maxFacesOf(request);
    const { image: { s3 }, image_key: imageKey } = request;
    if (s3) {
      if (typeof imageKey === 'string') throw invalid('image_key', 'image_key is for uploaded photos: those in S3 have their key');
      if (request.store_image) throw invalid('store_image', 'store_image is for uploaded photos: those in S3 are there already');
      this.store.assertAllowed(s3.bucket);
    }
    await this.collections.findComparable(collectionId);
    const bytes = s3 ? undefined : await this.inputs.read(request.image);
    const { subject_id: subjectId, metadata, quality, detail, store_image: storeImage } = request;
    const added = await this.adding.add({
      collectionId, bucket: s3?.bucket ?? '', key: s3?.key ?? imageKey ?? undefined, bytes, maxFaces,
      labels: { quality, storeImage, ...(detail && { detail }), ...(subjectId && { subjectId }), ...(metadata && { metadata }) },
    }, prefersAsync(prefer));
    if ('state' in added) return { ...describe(added), subject_id: subjectId ?? null, image_stored: storeImage && added.state === 'indexed' };
    const queued = describeQueued(added);
    reply.status(HttpStatus.ACCEPTED).header('location', queued.status_url);
    return queued;
  }
}

function maxFacesOf({ max_faces: maxFaces, subject_id: subjectId }: AddImageRequest): number | null {
  if (typeof subjectId !== 'string') return maxFaces ?? null;
  if ((maxFaces ?? 1) !== 1) throw invalid('max_faces', 'max_faces must be 1 with subject_id: only the main face is the subject\'s');
  return 1;
}

/** Throws what a failed receipt stands for. */
function describe(receipt: Receipt): Omit<AddedImageDto, 'subject_id' | 'image_stored'> {
  const { face_records, detection_id, image_key } = describeReceipt(receipt);
  return {
    image_key, bucket: receipt.bucket, state: receipt.state, detection_id, face_records, passed_over: receipt.passedOver.map(describeRecord), job_id: receipt.jobId,
  };
}

function invalid(field: string, detail: string): InvalidRequestError {
  return new InvalidRequestError([{ pointer: `/${field}`, detail }]);
}
