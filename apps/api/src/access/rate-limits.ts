import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimitedError } from '../problems/errors';

const minuteMs = 60_000;

/** A minute's worth of requests; 0: as many as come. */
export interface RateLimitSettings {
  /** Of each key that has no limit of its own. */
  readonly requestsPerMinute: number;
  /** Of each address, without a good key. */
  readonly refusalsPerMinute: number;
}

/** Counts requests, in this process. */
export interface RateLimits {
  /** Tells the caller how many are left. Throws `RateLimitedError`. */
  count(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Throws `RateLimitedError`. A good key is never refused for what others do from its address. */
  countRefusal(request: FastifyRequest): Promise<void>;
}

export async function createRateLimits(fastify: FastifyInstance, { requestsPerMinute, refusalsPerMinute }: RateLimitSettings): Promise<RateLimits> {
  await fastify.register(rateLimit, { global: false });
  const limitOf = ({ caller }: FastifyRequest): number => caller?.perMinute ?? requestsPerMinute;
  const ofCaller = fastify.createRateLimit({ timeWindow: minuteMs, max: limitOf, keyGenerator: ({ caller }) => caller?.id ?? '' });
  const ofAddress = fastify.createRateLimit({ timeWindow: minuteMs, max: refusalsPerMinute });
  return {
    count: async (request, reply) => {
      if (limitOf(request) === 0) return;
      const limit = await ofCaller(request);
      if (limit.isAllowed) return;
      reply.headers({ 'ratelimit-limit': limit.max, 'ratelimit-remaining': limit.remaining, 'ratelimit-reset': limit.ttlInSeconds });
      if (limit.isExceeded) throw new RateLimitedError(limit.ttlInSeconds);
    },
    countRefusal: async (request) => {
      if (refusalsPerMinute === 0) return;
      const limit = await ofAddress(request);
      if (!limit.isAllowed && limit.isExceeded) throw new RateLimitedError(limit.ttlInSeconds);
    },
  };
}
