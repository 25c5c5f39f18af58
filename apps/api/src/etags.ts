import { applyDecorators } from '@nestjs/common';
import { RevisionMismatchError } from '@facerec/catalog';
import { ApiHeader } from '@nestjs/swagger';

export function etagOf({ revision }: { readonly revision: number }): string {
  return `"${revision}"`;
}

/** The revision that If-Match names; undefined: any. Throws `RevisionMismatchError` for what is no ETag of ours. */
export function revisionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const revision = /^"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  if (revision === undefined) throw new RevisionMismatchError();
  return Number(revision);
}

/** Documents the header. */
export function ApiIfMatch(): MethodDecorator {
  return applyDecorators(ApiHeader({ name: 'If-Match', required: false, description: 'An `ETag`: change it only if nobody else has since.' }));
}

export const etagHeader = { ETag: { description: 'For If-Match.', schema: { type: 'string' } } } as const;
