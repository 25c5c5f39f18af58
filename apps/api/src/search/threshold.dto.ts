import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNumber, IsOptional, Max, Min } from 'class-validator';

/** What counts as the same person: at most one of the two. */
export abstract class ThresholdFields {
  @ApiPropertyOptional({ type: 'number', nullable: true, minimum: -1, maximum: 1, description: 'Lowest cosine that counts. Default: the collection\'s, else the models\' own.' })
  @Max(1)
  @Min(-1)
  @IsNumber()
  @IsOptional()
  min_cosine?: number | null;

  @ApiPropertyOptional({
    type: 'number', nullable: true, minimum: 0, maximum: 1,
    description: 'Instead of `min_cosine`: how often two different people may be taken for one, such as 0.001. GET /models shows what the models know.',
  })
  @Max(1)
  @Min(0)
  @IsNumber()
  @IsOptional()
  target_far?: number | null;
}
