import type { DeletedCollection, DeletedFace, DeletedImage } from '@facerec/face-indexing';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { examples } from '../examples';
import { IsS3Key } from '../face-recognition/is-s3-key.decorator';
import { CollectionPath } from '../jobs/collection-path.dto';

/** Which image of a collection. */
export class ImageQuery {
  @ApiProperty({ description: 'S3 bucket the photo lies in, or lay in; empty for a photo that was uploaded.', maxLength: 63, example: 'photos' })
  @Length(0, 63)
  @IsString()
  bucket!: string;

  @ApiProperty({ description: 'The photo\'s S3 key, or the `image_key` of an upload.', minLength: 1, maxLength: 1024, example: 'sample1.jpg' })
  @IsS3Key()
  @IsString()
  key!: string;
}

/** The face in a route's path. */
export class FacePath extends CollectionPath {
  @ApiProperty({ description: 'A `face_id` of the collection.', minLength: 1, maxLength: 100, pattern: '^[\\w-]+$', example: examples.faceId })
  @Matches(/^[\w-]{1,100}$/, { message: 'face_id must be 1 to 100 letters, digits, underscores and hyphens' })
  @IsString()
  face_id!: string;
}

export class ForceQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: '`true`: delete it with all it holds.' })
  @IsIn(['true', 'false'])
  @IsOptional()
  force?: string;
}

/** What a deletion removed where. */
@ApiSchema({ name: 'Removed', description: 'What was removed where.' })
export class RemovedDto {
  @ApiProperty({ type: 'integer', description: 'Faces that the catalog knew.', example: 3 })
  faces!: number;

  @ApiProperty({ type: 'integer', description: 'Vectors, those that an interrupted attempt had left behind included.', example: 3 })
  vectors!: number;

  @ApiProperty({ type: 'integer', description: 'Receipts of jobs that told of these faces, and do no longer.', example: 1 })
  receipts!: number;
}

/** 200 of DELETE /collections/{id}/images. */
@ApiSchema({ name: 'DeletedImage' })
export class DeletedImageDto {
  @ApiProperty({ example: 'family' })
  collection_id!: string;

  @ApiProperty({ example: 'photos' })
  bucket!: string;

  @ApiProperty({ example: 'sample1.jpg' })
  image_key!: string;

  @ApiProperty({ type: RemovedDto })
  removed!: RemovedDto;
}

/** 200 of DELETE /collections/{id}/faces/{face_id}. */
@ApiSchema({ name: 'DeletedFace' })
export class DeletedFaceDto {
  @ApiProperty({ example: 'family' })
  collection_id!: string;

  @ApiProperty({ format: 'uuid', example: examples.faceId })
  face_id!: string;

  @ApiProperty({ type: RemovedDto })
  removed!: RemovedDto;
}

/** What was removed with a collection. */
@ApiSchema({ name: 'RemovedWithCollection' })
export class RemovedWithCollectionDto extends RemovedDto {
  @ApiProperty({ type: 'integer', description: 'Photos that the catalog knew.', example: 2 })
  images!: number;

  @ApiProperty({ type: 'integer', description: 'Jobs that would have gone on filling it, and are cancelled.', example: 0 })
  jobs_cancelled!: number;
}

/** 200 of DELETE /collections/{id}. */
@ApiSchema({ name: 'DeletedCollection' })
export class DeletedCollectionDto {
  @ApiProperty({ example: 'family' })
  collection_id!: string;

  @ApiProperty({ type: RemovedWithCollectionDto })
  removed!: RemovedWithCollectionDto;
}

export function describeDeletedImage(collectionId: string, { bucket, key }: ImageQuery, deleted: DeletedImage): DeletedImageDto {
  const { faces, faceIds, receipts } = deleted;
  return { collection_id: collectionId, bucket, image_key: key, removed: { faces, vectors: faceIds.length, receipts } };
}

export function describeDeletedFace(collectionId: string, faceId: string, { image, receipts }: DeletedFace): DeletedFaceDto {
  return { collection_id: collectionId, face_id: faceId, removed: { faces: image === null ? 0 : 1, vectors: 1, receipts } };
}

export function describeDeletedCollection(collectionId: string, deleted: DeletedCollection): DeletedCollectionDto {
  const { images, faces, vectors, receipts, cancelledJobs } = deleted;
  return { collection_id: collectionId, removed: { images, faces, vectors, receipts, jobs_cancelled: cancelledJobs } };
}
