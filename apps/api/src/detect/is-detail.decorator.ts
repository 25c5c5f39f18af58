import { type Detail, details } from '@facerec/face-pipeline';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/** A field that says how hard to look for faces. */
export function IsDetail(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      enum: [...details], nullable: true, example: 'balanced' satisfies Detail,
      description: '`fast`: one look at the whole photo. `balanced`: where that finds little, another one, closer or from afar. `thorough`: every look, for small '
        + 'faces, close ones and photos on their side; several times the time. Default: the service\'s own (`DETECTION_DETAIL`).',
    }),
    IsIn(details),
    IsOptional(),
  );
}
