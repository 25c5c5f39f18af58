// Starts the local Pinecone's process as local-pinecone.ts does, says its pid and waits to be killed.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const server = fork(join(import.meta.dirname, '../server/main.ts'), ['{}'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
await once(server, 'message');
process.send(server.pid);
