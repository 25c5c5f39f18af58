import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';

const maxLabels = 50;
const maxTextLength = 512;
const name = /^[A-Za-z][\w.-]{0,63}$/;

/** The schema of labels, for answers too. */
export const labelsSchema = {
  type: 'object',
  additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
} as const satisfies ApiPropertyOptions;

/** A field for what callers note: flat, since filters compare it beside vectors. */
export function IsLabels(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ ...labelsSchema, nullable: true, maxProperties: maxLabels, description: `${description} Flat: up to ${maxLabels} strings, numbers and booleans.` } as ApiPropertyOptions),
    ValidateBy({
      name: 'isLabels',
      validator: {
        validate: isLabels,
        defaultMessage: (args) => `${args?.property} must be an object of up to ${maxLabels} strings (of ${maxTextLength} characters), numbers and booleans; `
          + 'names begin with a letter and have up to 64 letters, digits, "_", "." and "-"',
      },
    }),
    IsOptional(),
  );
}

export function isLabels(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= maxLabels && entries.every(([key, label]) => name.test(key) && isLabel(label));
}

function isLabel(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= maxTextLength && !/\p{Surrogate}|\0/u.test(value);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}
