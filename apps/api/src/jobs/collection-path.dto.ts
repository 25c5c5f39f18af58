import { IsString, Matches } from 'class-validator';

/** The collection in a route's path; `ApiCollectionId` documents it. */
export class CollectionPath {
  @Matches(/^[a-zA-Z0-9_-]{1,100}$/, { message: 'id must be 1 to 100 letters, digits, underscores and hyphens' })
  @IsString()
  id!: string;
}
