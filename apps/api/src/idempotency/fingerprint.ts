import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { UploadedBytes } from '../uploads/uploaded-bytes';

/** Tells callers apart, so that nobody is given another one's answer. */
export function keyId(request: FastifyRequest, key: string): string {
  return digest(JSON.stringify([request.caller?.id, key]));
}

/** Equal for equal requests: method, path and body. */
export function fingerprintOf({ method, url, body }: FastifyRequest): string {
  return digest(`${method} ${url}\n${canonical(body)}`);
}

/** With sorted names, and bytes by their digest. */
function canonical(value: unknown): string {
  if (typeof value === 'function') return `bytes:${digest((value as UploadedBytes)())}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join()}}`;
}

function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
