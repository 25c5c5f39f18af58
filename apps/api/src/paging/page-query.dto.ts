import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Which page of a list. */
export abstract class PageQuery {
  @ApiPropertyOptional({ description: 'The `next_cursor` of the page before.', maxLength: 4096 })
  @MaxLength(4096)
  @IsString()
  @IsOptional()
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @Max(200)
  @Min(1)
  @IsInt()
  @Type(() => Number)
  limit = 50;
}
