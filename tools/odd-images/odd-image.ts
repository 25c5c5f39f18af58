import type { Sharp } from 'sharp';

/** What is right to answer: that many faces, or being refused with one of these statuses; sometimes either. */
export interface OddImage {
  readonly name: string;
  readonly bytes: Buffer;
  /** `same`: as many faces as the photo has that it was made of; `any`: what is left of the picture decides. */
  readonly faces?: 'same' | 'none' | 'any';
  readonly statuses?: readonly number[];
  /** As the form has it. Default: image/jpeg. */
  readonly type?: string;
  readonly fileName?: string;
}

/** The photo that most are made of: a copy for each, since each is encoded in another way. */
export type Photo = () => Sharp;

export const refused = (name: string, bytes: Buffer, ...statuses: readonly number[]): OddImage => ({ name, bytes, statuses });
export const same = (name: string, bytes: Buffer): OddImage => ({ name, bytes, faces: 'same' });
/** Damage that decoders may mend, or not. */
export const mendable = (name: string, bytes: Buffer): OddImage => ({ name, bytes, faces: 'any', statuses: [422] });

/** Other bytes from `at` on. */
export function overwritten(bytes: Buffer, at: number, change: readonly number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(change, at);
  return copy;
}
