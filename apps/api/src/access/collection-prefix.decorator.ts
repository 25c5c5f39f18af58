import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** A parameter of a listing over collections: only those whose ids begin with it are the caller's to see. */
export const CollectionPrefix = createParamDecorator((_data: unknown, context: ExecutionContext): string =>
  context.switchToHttp().getRequest<FastifyRequest>().caller?.collectionPrefix ?? '');
