import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface FlakyProxy {
  /** The database's URL by way of the proxy. */
  readonly url: string;
  /** Ends every connection. */
  drop(): void;
  /** From now on nothing passes, in neither direction, until `resume`. */
  pause(): void;
  resume(): void;
  /** Ends every connection; later ones are refused. */
  close(): Promise<void>;
}

/** Stands between a client and the database at `url`, and makes trouble when told to. */
export async function startFlakyProxy(url: string): Promise<FlakyProxy> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let paused = false;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      if (paused) from.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = () => sockets.forEach((socket) => socket.destroy());
  const set = (pausing: boolean) => {
    paused = pausing;
    sockets.forEach((socket) => (pausing ? socket.pause() : socket.resume()));
  };
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    drop,
    pause: () => set(true),
    resume: () => set(false),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      drop();
      await closed;
    },
  };
}
