import { ApiProperty } from '@nestjs/swagger';

/** End of every listing. */
export abstract class PageDto {
  @ApiProperty({ type: 'string', nullable: true, description: 'For the next page; `null` on the last one. The `Link` header holds the same as a URL.', example: null })
  next_cursor!: string | null;
}
