import { once } from 'node:events';
import { Agent, createServer, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { until } from './waiting';

interface Call {
  readonly request: IncomingMessage;
  /** Of SQS; '' for S3. */
  readonly action: string;
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** SQS's answer to DeleteMessage. */
const acknowledged: Answer = { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: Buffer.from('{}') };

/** What SQS's JSON protocol says of one request or answer. */
interface SqsBody {
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
  readonly Messages?: readonly { readonly ReceiptHandle: string; readonly Body: string }[];
}

/** Stands between one indexer and the local cloud, and knows which messages that indexer has in hand: delivered to it, and neither acknowledged nor given back. */
export class CloudTap {
  /** The photos acknowledged so far, by their keys. */
  readonly finished = new Set<string>();
  /** Receipt handles with the photo's key. */
  private readonly held = new Map<string, string>();
  private readonly sockets = new Set<Socket>();
  private readonly agent = new Agent({ keepAlive: true });
  private polls = 0;
  private forwarding = 0;
  private toLose = 0;

  private constructor(private readonly server: Server, private readonly target: URL, private readonly visibilityTimeoutSeconds: number) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    server.on('request', (request, response) => void this.serve(request, response));
  }

  /** `visibilityTimeoutSeconds` is the indexer's: what it sets any other than that, it gives back. */
  static async start(target: string, visibilityTimeoutSeconds: number): Promise<CloudTap> {
    const server = createServer().listen(0, '127.0.0.1');
    const tap = new CloudTap(server, new URL(target), visibilityTimeoutSeconds);
    await once(server, 'listening');
    return tap;
  }

  /** For the indexer's AWS_ENDPOINT_URL. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get inHand(): number {
    return this.held.size;
  }

  /** The indexer has asked for messages since it was started. */
  get isPolled(): boolean {
    return this.polls > 0;
  }

  /** The next acknowledgements are answered, but the queue does not hear of them: their messages come again. */
  loseAcknowledgements(count: number): void {
    this.toLose = Math.max(this.toLose, 0) + count;
  }

  /** After the indexer's end: how many messages it had in hand, once all that it still sent has arrived. */
  async remains(): Promise<number> {
    await until('the last requests of an ended indexer arrive', () => this.sockets.size === 0 && this.forwarding === 0);
    const remaining = this.held.size;
    this.held.clear();
    this.polls = 0;
    this.toLose = 0;
    return remaining;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    this.agent.destroy();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.forwarding += 1;
    try {
      const call = { request, action: String(request.headers['x-amz-target'] ?? '').replace('AmazonSQS.', ''), body: await bodyOf(request) };
      if (call.action === 'ReceiveMessage') this.polls += 1;
      this.noteSettled(call);
      const answer = call.action === 'DeleteMessage' && this.toLose-- > 0 ? acknowledged : await this.forward(call, response);
      this.pass(call, answer, response);
    } catch {
      // The cloud is gone, or the indexer is: the other side sees its connection end.
      response.destroy();
    } finally {
      this.forwarding -= 1;
    }
  }

  /** Before the answer: whether or not the queue hears of it, the indexer is done with the message. */
  private noteSettled({ action, body }: Call): void {
    if (action !== 'DeleteMessage' && action !== 'ChangeMessageVisibility') return;
    const { ReceiptHandle = '', VisibilityTimeout } = sqsBody(body);
    const key = this.held.get(ReceiptHandle);
    if (action === 'DeleteMessage' && key !== undefined) this.finished.add(key);
    if (VisibilityTimeout !== this.visibilityTimeoutSeconds) this.held.delete(ReceiptHandle);
  }

  private forward({ request: { method, url, headers }, action, body }: Call, response: ServerResponse): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.target;
      const upstream = httpRequest({ hostname, port, method, path: url, headers, agent: this.agent }, (answer) => {
        bodyOf(answer).then((bytes) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: bytes }), reject);
      });
      upstream.on('error', reject).end(body);
      // As without the tap: a dead indexer's poll ends with it, while what it asked to be done is done.
      if (action === 'ReceiveMessage') response.on('close', () => response.writableFinished || upstream.destroy());
    });
  }

  private pass({ action }: Call, answer: Answer, response: ServerResponse): void {
    // A poll whose sender has gone by now delivers to nobody.
    if (action === 'ReceiveMessage' && answer.status === 200 && !response.destroyed) {
      const { Messages = [] } = sqsBody(answer.body);
      for (const { ReceiptHandle, Body } of Messages) this.held.set(ReceiptHandle, keyIn(Body));
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function sqsBody(bytes: Buffer): SqsBody {
  return JSON.parse(bytes.toString()) as SqsBody;
}

function keyIn(body: string): string {
  return (JSON.parse(body) as { image_key: string }).image_key;
}
