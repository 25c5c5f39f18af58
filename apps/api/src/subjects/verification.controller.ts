import { VectorStore } from '@facerec/vector-store';
import { Body, Controller, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NeedsInCollection } from '../access/needs.decorator';
import { ApiCollectionId } from '../collections/collection-id.decorator';
import { clampCosine, similarityOf } from '../face-recognition/similarity';
import { NoFaceError } from '../problems/errors';
import { FaceQueries } from '../search/face-queries';
import { Thresholds } from '../search/thresholds';
import { TakesImages } from '../uploads/takes-images.decorator';
import { KnownSubjects } from './known-subjects';
import { ApiSubjectId } from './subject-id.decorator';
import { VerificationDto, VerifyRequest } from './subject.dto';

/** Is this the person? */
@ApiTags('Search')
@ApiCollectionId()
@Controller('api/v1/collections/:id/subjects/:subject_id/verify')
export class VerificationController {
  constructor(
    private readonly subjects: KnownSubjects,
    private readonly queries: FaceQueries,
    private readonly thresholds: Thresholds,
    private readonly store: VectorStore,
  ) {}

  @Post()
  @NeedsInCollection('search')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Does a photo show this subject?' })
  @ApiSubjectId()
  @ApiOkResponse({ type: VerificationDto })
  @TakesImages(
    'collection_not_found', 'subject_not_found', 'model_mismatch', 'face_not_found', 'vector_store_unavailable', 'catalog_unavailable',
  )
  async verifySubject(
    @Param('id') collectionId: string, @Param('subject_id') subjectId: string, @Body() request: VerifyRequest,
  ): Promise<VerificationDto> {
    const minCosine = this.thresholds.forVerification(request);
    await this.subjects.findComparable(collectionId, subjectId);
    const embedding = await this.queries.mainFace(request.image, request.detail ?? undefined);
    if (embedding === undefined) throw new NoFaceError('image');
    const [best] = await this.store.query(collectionId, embedding, { topK: 1, filter: { subject_id: subjectId } });
    const cosine = best === undefined ? null : clampCosine(best.cosine);
    return {
      verified: cosine !== null && cosine >= minCosine,
      min_cosine: minCosine,
      cosine,
      similarity: cosine === null ? null : similarityOf(cosine),
      face_id: best?.id ?? null,
    };
  }
}
