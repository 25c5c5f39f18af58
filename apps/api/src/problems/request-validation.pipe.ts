import { type ArgumentMetadata, Injectable, type ValidationError, ValidationPipe } from '@nestjs/common';
import { type FieldError, InvalidRequestError } from './errors';

/** Checks bodies against their DTOs; what is wrong is answered with a JSON pointer for each field. */
@Injectable()
export class RequestValidationPipe extends ValidationPipe {
  constructor() {
    super({ transform: true, whitelist: true, stopAtFirstError: true, exceptionFactory: (errors) => new InvalidRequestError(fieldErrors(errors)) });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw new InvalidRequestError([{ pointer: '', detail: 'The body must be a JSON object' }]);
    }
    const checked = super.transform(value, metadata);
    return metadata.type === 'body' ? checked : checked.catch((error: unknown) => { throw named(error); });
  }
}

/** Parameters go by their names, which are no pointers into a body. */
function named(error: unknown): unknown {
  if (!(error instanceof InvalidRequestError)) return error;
  return new InvalidRequestError(error.errors.map(({ pointer, detail }) => ({ pointer: pointer.slice(1), detail })));
}

/** class-validator's tree as a flat list. */
export function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail }));
    return [...own, ...fieldErrors(error.children ?? [], pointer)];
  });
}
