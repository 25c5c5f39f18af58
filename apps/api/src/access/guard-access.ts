import { Jobs } from '@facerec/catalog';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { guardCollections } from './guard-collections';
import { KnownKeys } from './known-keys';
import { createRateLimits, type RateLimitSettings } from './rate-limits';
import { requireKey } from './require-key';

/** What access needs to know of `settings.http`. */
export interface AccessSettings extends RateLimitSettings {
  readonly allowedOrigins: readonly string[];
}

/** Keys, their scopes, limits and collections, for every route; before there is one. */
export async function guardAccess(app: NestFastifyApplication, settings: AccessSettings): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const rates = await createRateLimits(fastify, settings);
  requireKey(fastify, { keys: app.get(KnownKeys), rates, allowedOrigins: settings.allowedOrigins });
  guardCollections(fastify, app.get(Jobs, { strict: false }));
}
