// usage: forked by local-pinecone.ts with one argument, JSON {"port"?: number, "file"?: string, "apiKey"?: string}
// Ends when its parent does: the channel between them closes with either.
import { startPineconeServer, type PineconeServerOptions } from './pinecone-server.ts';

try {
  const server = await startPineconeServer(JSON.parse(process.argv[2] ?? '{}') as PineconeServerOptions);
  const stop = () => void server.close().then(() => process.exit(0));
  // Ctrl-C reaches the whole terminal; the parent stops us when those who still need us are done.
  process.on('SIGINT', () => {});
  process.once('disconnect', stop);
  process.once('SIGTERM', stop);
  process.send?.({ port: server.port });
} catch (error) {
  process.send?.({ failure: (error as Error).message }, () => process.exit(1));
}
