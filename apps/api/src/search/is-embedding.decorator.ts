import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';

/** More than any embedder has. */
const maxLength = 4096;

/** A field that holds the numbers of an embedding; how many there must be depends on the models. */
export function IsEmbedding(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: [Number], nullable: true, description, maxItems: maxLength }),
    ValidateBy({
      name: 'isEmbedding',
      validator: {
        validate: (value: unknown) => Array.isArray(value) && value.length <= maxLength && value.every((number) => Number.isFinite(number)),
        defaultMessage: () => 'embedding must be a list of finite numbers',
      },
    }),
    IsOptional(),
  );
}
