import { ServiceSecrets } from '@facerec/catalog';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { InvalidRequestError } from '../problems/errors';

/** Bytes of the signature: nobody guesses them, and cursors stay short. */
const signatureBytes = 16;

/** Where a listing goes on, as text that callers can neither read anything into nor make up. */
@Injectable()
export class Cursors implements OnModuleInit {
  private secret: Buffer | undefined;

  constructor(private readonly secrets: ServiceSecrets) {}

  async onModuleInit(): Promise<void> {
    this.secret = await this.secrets.get('cursor');
  }

  /** `listing` names the listing and its filters: the cursor is good for that one alone. */
  seal(listing: string, position: unknown): string {
    const text = Buffer.from(JSON.stringify(position)).toString('base64url');
    return `${text}.${this.sign(listing, text).toString('base64url')}`;
  }

  /** Throws `InvalidRequestError` for what `seal` did not make for this listing. */
  open<T>(listing: string, cursor: string | undefined): T | undefined {
    if (cursor === undefined) return undefined;
    const [text = '', signature = ''] = cursor.split('.');
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== signatureBytes || !timingSafeEqual(given, this.sign(listing, text))) {
      throw new InvalidRequestError([{ pointer: 'cursor', detail: 'cursor is none of this listing: leave it out to begin anew' }]);
    }
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as T;
  }

  private sign(listing: string, text: string): Buffer {
    if (this.secret === undefined) throw new Error('The cursor secret is read when the module starts.');
    return createHmac('sha256', this.secret).update(`${listing}\n${text}`).digest().subarray(0, signatureBytes);
  }
}
