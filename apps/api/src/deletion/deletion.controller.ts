import { Collections } from '@facerec/catalog';
import { CollectionDeletion, CollectionNotFoundError, FaceDeletion } from '@facerec/face-indexing';
import { Controller, Delete, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NeedsInCollection } from '../access/needs.decorator';
import { ApiCollectionId } from '../collections/collection-id.decorator';
import { CollectionPath } from '../jobs/collection-path.dto';
import { ApiProblems, unreadBody } from '../problems/api-problems.decorator';
import { ImageUnknownError, UnknownFaceError } from '../problems/errors';
import { KnownSubjects } from '../subjects/known-subjects';
import { ApiSubjectId } from '../subjects/subject-id.decorator';
import { DeletedSubjectDto } from '../subjects/subject.dto';
import {
  DeletedCollectionDto, DeletedFaceDto, DeletedImageDto, describeDeletedCollection, describeDeletedFace, describeDeletedImage, FacePath, ForceQuery, ImageQuery,
} from './deletion.dto';

const anything = [...unreadBody, 'catalog_unavailable', 'vector_store_unavailable', 'image_store_unavailable'] as const;

/**
 * Takes faces out of collections, for good: the messages that brought them do not bring them back. Of photos only those go that were uploaded to be kept.
 * What holds others comes last, so that the examples work one after the other.
 */
@ApiTags('Deletion')
@ApiCollectionId()
@Controller('api/v1/collections/:id')
export class DeletionController {
  constructor(
    private readonly collections: Collections,
    private readonly faces: FaceDeletion,
    private readonly subjects: KnownSubjects,
    private readonly whole: CollectionDeletion,
  ) {}

  @Delete('faces/:face_id')
  @NeedsInCollection('admin')
  @ApiOperation({
    summary: 'Delete one face',
    description: 'It stays away when its photo is indexed again, until the photo itself is another one, or is deleted.',
  })
  @ApiOkResponse({ type: DeletedFaceDto })
  @ApiProblems('invalid_request', 'collection_not_found', 'unknown_face', ...anything)
  async deleteFace(@Param() { id, face_id }: FacePath): Promise<DeletedFaceDto> {
    await this.requireCollection(id);
    const deleted = await this.faces.deleteFace(id, face_id);
    if (deleted === undefined) throw new UnknownFaceError(id, face_id);
    return describeDeletedFace(id, face_id, deleted);
  }

  @Delete('images')
  @NeedsInCollection('admin')
  @ApiOperation({
    summary: 'Delete the faces of a photo',
    description: 'A photo that is still queued is not indexed any more, even when nothing of it was found here (404). Index it again to bring its faces back.',
  })
  @ApiOkResponse({ type: DeletedImageDto })
  @ApiProblems('invalid_request', 'collection_not_found', 'image_not_found', ...anything)
  async deleteImage(@Param() { id }: CollectionPath, @Query() image: ImageQuery): Promise<DeletedImageDto> {
    await this.requireCollection(id);
    const deleted = await this.faces.deleteImage({ collectionId: id, bucket: image.bucket, key: image.key });
    if (!deleted.found) throw new ImageUnknownError(id, image.key);
    return describeDeletedImage(id, image, deleted);
  }

  @Delete('subjects/:subject_id')
  @NeedsInCollection('admin')
  @ApiOperation({ summary: 'Delete a subject and its faces', description: 'The photos that were indexed with its `subject_id` lose their faces.' })
  @ApiSubjectId()
  @ApiOkResponse({ type: DeletedSubjectDto })
  @ApiProblems('subject_not_found', 'image_busy', ...anything)
  async deleteSubject(@Param('id') collectionId: string, @Param('subject_id') id: string): Promise<DeletedSubjectDto> {
    return { subject_id: id, deleted_faces: await this.subjects.delete(collectionId, id) };
  }

  @Delete()
  @NeedsInCollection('admin')
  @ApiOperation({
    summary: 'Delete a collection',
    description: 'With all it holds when `force` is `true`; otherwise only an empty one. Its unfinished jobs are cancelled; photos that were queued before are not indexed '
      + 'into it any more, and those queued later begin it anew. When this fails in the middle, send it again.',
  })
  @ApiOkResponse({ type: DeletedCollectionDto })
  @ApiProblems('invalid_request', 'collection_not_found', 'collection_not_empty', 'collection_busy', ...anything)
  async deleteCollection(@Param() { id }: CollectionPath, @Query() { force }: ForceQuery): Promise<DeletedCollectionDto> {
    return describeDeletedCollection(id, await this.whole.deleteCollection(id, { force: force === 'true' }));
  }

  private async requireCollection(id: string): Promise<void> {
    if ((await this.collections.find(id)) === undefined) throw new CollectionNotFoundError(id);
  }
}
