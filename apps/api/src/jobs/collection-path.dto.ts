import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';

/** The collection in a route's path. */
export class CollectionPath {
  @ApiProperty({ name: 'id', description: 'Collection of faces.', example: 'demo', minLength: 1, maxLength: 100, pattern: '^[a-zA-Z0-9_-]+$' })
  @Matches(/^[a-zA-Z0-9_-]{1,100}$/, { message: 'id must be 1 to 100 letters, digits, underscores and hyphens' })
  @IsString()
  id!: string;
}
