import multipart from '@fastify/multipart';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { readForm } from './read-form';
import { uploadLimits } from './upload-limits';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set by `TakesImages`. */
    takesImages?: boolean;
  }
}

/** Routes that take images understand forms, and larger bodies than the others. */
export function acceptForms(fastify: FastifyInstance): void {
  void fastify.register(multipart, { throwFileSizeLimit: false });
  fastify.addHook('onRoute', (route) => {
    if (route.config?.takesImages === true) route.bodyLimit = uploadLimits.requestBytes;
  });
  // After the key was asked for, before the route's own validation, which sees the same body as from JSON.
  fastify.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    if (request.routeOptions.config.takesImages !== true) throw new UnsupportedMediaTypeException();
    request.body = await readForm(request);
  });
}
