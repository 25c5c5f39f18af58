interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Chromium's DevTools protocol: JSON over a WebSocket. Whoever connects closes. */
export class DevTools {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => this.receive(JSON.parse(String(data)) as Message));
    socket.addEventListener('close', () => {
      for (const { reject } of this.pending.values()) reject(new Error('The browser ended.'));
    });
  }

  static async connect(url: string): Promise<DevTools> {
    const socket = new WebSocket(url);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`${url} does not answer.`)), { once: true });
    });
    return new DevTools(socket);
  }

  /** `sessionId`: of one page; without it the browser itself is asked. */
  send<Result>(method: string, params: object = {}, sessionId?: string): Promise<Result> {
    const id = ++this.lastId;
    this.socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }));
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject: (error) => reject(new Error(`${method}: ${error.message}`)) });
    });
  }

  close(): void {
    this.socket.close();
  }

  private receive({ id, result, error }: Message): void {
    const waiting = this.pending.get(id ?? 0);
    if (waiting === undefined) return;
    this.pending.delete(id ?? 0);
    if (error === undefined) waiting.resolve(result);
    else waiting.reject(new Error(error.message));
  }
}
