import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A Postgres that refuses every connection with this SQLSTATE and "the reason", as PGlite never does. */
export async function startRefusingServer(code: string): Promise<{ readonly port: number; close(): void }> {
  const server = createServer((socket) => socket.once('data', () => {
    const fields = Buffer.from(`SFATAL\0C${code}\0Mthe reason\0\0`);
    // ErrorResponse: "E", the length of what follows, fields that end in zeros.
    socket.end(Buffer.concat([Buffer.from([0x45, 0, 0, 0, fields.length + 4]), fields]));
  }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
