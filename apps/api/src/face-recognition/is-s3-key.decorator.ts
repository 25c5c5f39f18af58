import { ValidateBy, type ValidationOptions } from 'class-validator';

/** S3's own limit, in bytes of UTF-8. */
const maxKeyBytes = 1024;

const loneSurrogate = /\p{Surrogate}/u;

/** Refuses what no S3 key can be: empty, too long, or with lone surrogates (JSON may carry them, a URL cannot). */
export function IsS3Key(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy({
    name: 'isS3Key',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && value !== '' && !loneSurrogate.test(value) && Buffer.byteLength(value) <= maxKeyBytes,
      defaultMessage: (args) => `${args?.property} must be 1 to ${maxKeyBytes} bytes of well-formed Unicode`,
    },
  }, options);
}
