import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { bundledApp } from '../../../tools/testing/bundled-app';
import { root, startApi, type TestApi } from './service';

/** Long enough for a busy machine. */
const drainMs = 4_000;
/** As a load balancer has it: far shorter than the drain. */
const probeMs = 100;

/** Only for its cloud and its settings. */
let neighbour: TestApi;
let main: string;
let photo: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  neighbour = await startApi();
  main = await bundledApp('api');
  photo = (await readFile(join(root, '.data/samples/sample1.jpg'))).toString('base64');
});
afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  await neighbour?.stop();
});

async function start(env: NodeJS.ProcessEnv): Promise<{ readonly child: ChildProcess; readonly url: string; readonly ended: Promise<unknown[]> }> {
  const child = spawn(process.execPath, [main], {
    cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'], ...neighbour.env, LOG_LEVEL: 'info', ...env },
  });
  children.push(child);
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
  while (!log.includes('/docs')) await once(child.stdout, 'data');
  return { child, url: /http:\/\/127\.0\.0\.1:\d+(?=\/docs)/.exec(log)?.[0] as string, ended: once(child, 'exit') };
}

interface Outcome {
  readonly status: number;
  readonly closes: boolean;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of every shape
  readonly body: any;
}

/** Connections are kept, and new ones opened as needed, as load balancers and clients do. */
const agent = new Agent({ keepAlive: true });

function send(method: string, url: string, body?: object): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers: { 'content-type': 'application/json' } }, (answer: IncomingMessage) => {
      const closes = answer.headers.connection === 'close';
      json(answer).then((parsed) => resolve({ status: answer.statusCode ?? 0, closes, body: parsed }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

describe('the api process that is told to stop under load', () => {
  it('answers every request: readiness goes first, the listener last', async () => {
    const { child, url, ended } = await start({ SHUTDOWN_DRAIN_MS: String(drainMs) });
    let inBalancer = true;
    const outcomes: Outcome[] = [];
    const detect = () => send('POST', `${url}/api/v1/detect`, { image: { bytes: photo } });
    const list = () => send('GET', `${url}/api/v1/collections`);
    const clients = Promise.all([detect, detect, list, list, list, list].map(async (ask) => {
      while (inBalancer) outcomes.push(await ask());
    }));
    while (outcomes.length < 50) await pause(10);

    child.kill('SIGTERM');
    const readiness = () => send('GET', `${url}/readyz`);
    let probe = await readiness();
    for (; probe.status === 200; probe = await readiness()) await pause(probeMs);
    expect(probe).toMatchObject({ status: 503, closes: true, body: { code: 'not_ready', detail: expect.stringContaining('about to stop') } });
    expect((await send('GET', `${url}/livez`)).status).toBe(200);
    // What a load balancer still sends before it has acted on what it saw.
    const enough = outcomes.length + 20;
    while (outcomes.length < enough) await pause(10);
    inBalancer = false;
    await clients;

    expect(outcomes.filter(({ status }) => status !== 200)).toEqual([]);
    expect(outcomes.at(-1)?.closes).toBe(true);
    expect(await ended).toEqual([0, null]);
    await expect(send('GET', `${url}/livez`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('answers what was half received when the port was closed, be it half a head or half a body', async () => {
    const { child, url, ended } = await start({ SHUTDOWN_DRAIN_MS: '0' });
    const { hostname, port } = new URL(url);
    const body = JSON.stringify({ image: { bytes: photo } });
    const head = `POST /api/v1/detect HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    const halves = [head.length / 2, head.length + body.length / 2].map(Math.floor);
    const sockets = halves.map((half) => {
      const socket = connect(Number(port), hostname);
      socket.write(`${head}${body}`.slice(0, half));
      return { answer: text(socket), finish: () => socket.write(`${head}${body}`.slice(half)) };
    });
    // What comes later is accepted later.
    await send('GET', `${url}/livez`);
    child.kill('SIGTERM');
    while (await isOpen(Number(port), hostname)) await pause(10);
    for (const { finish } of sockets) finish();
    for (const { answer } of sockets) expect((await answer).match(/^HTTP\/1\.1 \d+|^connection: \w+/gmi)).toEqual(['HTTP/1.1 200', expect.stringMatching(/connection: close/i)]);
    expect(await ended).toEqual([0, null]);
  });
});

async function isOpen(port: number, host: string): Promise<boolean> {
  const socket = connect(port, host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
