import { Logger } from '@nestjs/common';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SpotNotice } from './spot-notice';

const notice = { action: 'terminate', time: '2026-01-02T03:04:05Z' };

/** The metadata service, version 2: what is asked is answered by the script, one entry a look; the last one stays. */
async function aMetadataService(...script: (number | 'notice')[]) {
  const asked: string[] = [];
  let tokens = 0;
  const answer = ({ method, url, headers }: IncomingMessage): [number, string] => {
    asked.push(`${method} ${url}`);
    if (method === 'PUT' && url === '/latest/api/token') {
      return headers['x-aws-ec2-metadata-token-ttl-seconds'] === '21600' ? [200, `token-${(tokens += 1)}`] : [400, ''];
    }
    if (headers['x-aws-ec2-metadata-token'] !== `token-${tokens}`) return [401, ''];
    const step = script.length > 1 ? script.shift() : script[0];
    return step === 'notice' ? [200, JSON.stringify(notice)] : [step ?? 404, ''];
  };
  const server: Server = createServer((request, response) => {
    const [status, body] = answer(request);
    response.writeHead(status).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const looks = () => asked.filter((request) => request.startsWith('GET /latest/meta-data/spot/instance-action')).length;
  return { url: `http://127.0.0.1:${port}`, asked, looks, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe('SpotNotice', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it('is given when the metadata service says so, which is asked with a token', async () => {
    const service = await aMetadataService(404, 404, 'notice');
    expect(await new SpotNotice(service.url, 1).given()).toBe(true);
    expect(service.asked[0]).toBe('PUT /latest/api/token');
    expect(service.looks()).toBe(3);
    expect(service.asked).toHaveLength(4);
    await service.close();
  });

  it('asks for a new token when its own has run out, and goes on after bad answers', async () => {
    const service = await aMetadataService(401, 500, 404, 'notice');
    expect(await new SpotNotice(service.url, 1).given()).toBe(true);
    expect(service.asked.filter((request) => request.startsWith('PUT'))).toHaveLength(2);
    await service.close();
  });

  it('is not given by a service that does not answer, nor once nobody waits for it', async () => {
    const silent = new SpotNotice('http://127.0.0.1:9', 1);
    const given = silent.given();
    silent.stop();
    expect(await given).toBe(false);
  });
});
