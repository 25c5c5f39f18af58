import { Jobs } from '@facerec/catalog';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { guardCollections } from './guard-collections';
import { KnownKeys } from './known-keys';
import { createRateLimits, type RateLimitSettings } from './rate-limits';
import { requireKey } from './require-key';

/** Keys, their scopes, limits and collections, for every route; before there is one. */
export async function guardAccess(app: NestFastifyApplication, limits: RateLimitSettings): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const rates = await createRateLimits(fastify, limits);
  requireKey(fastify, app.get(KnownKeys), rates);
  guardCollections(fastify, app.get(Jobs, { strict: false }));
}
