import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { describeKind } from './describe-problem';
import type { ProblemCode } from './problems';

const codes: Readonly<Record<string, ProblemCode>> = { ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout', HPE_HEADER_OVERFLOW: 'headers_too_large' };

/** What Node refuses by itself: a request that came too slowly, or was none. There is no reply to answer with, only the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(responseTo(codes[error.code ?? ''] ?? 'invalid_request'));
  socket.destroy(error);
}

function responseTo(code: ProblemCode): string {
  const id = randomUUID();
  const problem = describeKind(code, 'This is no HTTP/1.1 request.');
  const body = JSON.stringify({ ...problem, instance: '', request_id: id });
  const head = [`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`, 'connection: close', 'content-type: application/problem+json', `content-length: ${Buffer.byteLength(body)}`, `x-request-id: ${id}`];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
