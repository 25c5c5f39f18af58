// usage: forked by local-cloud.ts with one argument, JSON {"port": number, "directory"?: string, "queueInMemory"?: boolean}
// S3 and SQS on one loopback port. Ends when its parent does: the channel between them closes with either.
import { Server } from 'node:net';
import { join } from 'node:path';
import { startFauxqs } from 'fauxqs';

// fauxqs listens on 0.0.0.0 whatever it is told, and checks no signatures: keep it to this machine.
const listen = Server.prototype.listen;
Server.prototype.listen = function listenOnLoopback(options, ...rest) {
  return listen.call(this, { ...options, host: '127.0.0.1' }, ...rest);
};

const { port, directory, queueInMemory } = JSON.parse(process.argv[2]);
const storage = directory === undefined ? {} : { dataDir: queueInMemory ? undefined : join(directory, 'sqs'), s3StorageDir: join(directory, 's3') };
const server = await startFauxqs({ port, logger: false, ...storage }).catch((error) => {
  process.send({ failure: error.message }, () => process.exit(1));
  return new Promise(() => {});
});

// Ctrl-C reaches the whole terminal; the parent stops us when those who still need us are done.
process.on('SIGINT', () => {});
process.once('disconnect', stop);
process.once('SIGTERM', stop);
process.send({ port: server.port });

async function stop() {
  await server.stop();
  process.exit(0);
}
