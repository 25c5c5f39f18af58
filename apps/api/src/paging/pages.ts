import { applyDecorators, Injectable } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Cursors } from './cursors';
import { linkNext } from './link-next';
import type { PageQuery } from './page-query.dto';

/** What a listing needs to give one page. */
export interface Listing<T, P> {
  /** Names the listing and its filters. */
  readonly name: string;
  /** One page of at most `limit`, behind `after`. */
  read(after: P | undefined, limit: number): Promise<readonly T[]>;
  positionOf(item: T): P;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Cuts listings into pages. */
@Injectable()
export class Pages {
  constructor(private readonly cursors: Cursors) {}

  /** Also tells the next page in the reply's `Link` header. */
  async read<T, P>({ limit, cursor }: PageQuery, reply: FastifyReply, listing: Listing<T, P>): Promise<Page<T>> {
    const after = this.cursors.open<P>(listing.name, cursor);
    // One more than asked for shows whether there is a next page.
    const found = await listing.read(after, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    if (found.length <= limit || last === undefined) return { items, nextCursor: null };
    const nextCursor = this.cursors.seal(listing.name, listing.positionOf(last));
    linkNext(reply.request, reply, nextCursor);
    return { items, nextCursor };
  }
}

/** Documents one page. */
export function ApiPage(type: new () => object): MethodDecorator {
  return applyDecorators(ApiOkResponse({
    type, headers: { Link: { description: 'The next page, `rel="next"`; absent on the last one.', schema: { type: 'string' } } },
  }));
}
