import { type FacePlace, StoredFaces } from '@facerec/catalog';
import { cropFace } from '@facerec/face-pipeline';
import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NeedsInCollection } from '../access/needs.decorator';
import { ApiCollectionId } from '../collections/collection-id.decorator';
import { KnownCollections } from '../collections/known-collections';
import { ApiPage, Pages } from '../paging/pages';
import { ApiProblems } from '../problems/api-problems.decorator';
import { ApiFaceId } from './face-id.decorator';
import { KnownFaces } from './known-faces';
import { describeStoredFace, FacesQuery, StoredFaceDto, StoredFacesDto } from './stored-face.dto';

/** What is stored in a collection. */
@ApiTags('Faces of a collection')
@ApiCollectionId()
@Controller('api/v1/collections/:id/faces')
export class FacesController {
  constructor(
    private readonly collections: KnownCollections,
    private readonly faces: StoredFaces,
    private readonly known: KnownFaces,
    private readonly pages: Pages,
  ) {}

  @Get()
  @NeedsInCollection('read')
  @ApiOperation({ summary: 'List the stored faces' })
  @ApiPage(StoredFacesDto)
  @ApiProblems('invalid_request', 'collection_not_found', 'catalog_unavailable')
  async listFaces(
    @Param('id') collectionId: string, @Query() query: FacesQuery, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StoredFacesDto> {
    await this.collections.find(collectionId);
    const { subject_id: subjectId, image_key: imageKey } = query;
    const { items, nextCursor } = await this.pages.read(query, reply, {
      name: JSON.stringify(['faces', collectionId, subjectId, imageKey]),
      read: (after: FacePlace | undefined, limit) => this.faces.list({ collectionId, subjectId, imageKey, after, limit }),
      positionOf: ({ bucket, key, rank }): FacePlace => ({ bucket, key, rank }),
    });
    return { faces: items.map(describeStoredFace), next_cursor: nextCursor };
  }

  @Get(':face_id')
  @NeedsInCollection('read')
  @ApiOperation({ summary: 'A stored face' })
  @ApiFaceId()
  @ApiOkResponse({ type: StoredFaceDto })
  @ApiProblems('unknown_face', 'catalog_unavailable', 'vector_store_unavailable')
  async getFace(@Param('id') collectionId: string, @Param('face_id') faceId: string): Promise<StoredFaceDto> {
    return describeStoredFace(await this.known.find(collectionId, faceId));
  }

  @Get(':face_id/crop')
  @NeedsInCollection('read')
  @ApiOperation({
    summary: 'The face, cut out of its photo',
    description: 'A JPEG, with half a face of surroundings. Only for photos in S3 that have not changed, and uploaded ones that were to be kept (`store_image`).',
  })
  @ApiFaceId()
  @ApiOkResponse({ description: 'The picture.', content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } })
  @ApiProblems(
    'unknown_face', 'bucket_not_allowed', 'image_not_stored', 'undecodable_image', 'catalog_unavailable', 'vector_store_unavailable',
    'image_store_unavailable',
  )
  async getFaceCrop(@Param('id') collectionId: string, @Param('face_id') faceId: string): Promise<StreamableFile> {
    const stored = await this.known.find(collectionId, faceId);
    const crop = await cropFace(await this.known.photoOf(stored), stored.face.box);
    return new StreamableFile(crop, { type: 'image/jpeg' });
  }
}
