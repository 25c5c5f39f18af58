import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startLocalPostgres, type LocalPostgres } from './local-postgres';

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(statement);
  await client.end();
  return rows;
}

describe('startLocalPostgres', () => {
  it('keeps a directory across kill -9, and has pgvector', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'postgres-'));
    const first = await startLocalPostgres({ directory });
    await ask(first.url, 'create extension vector; create table kept (v vector(2))');
    await ask(first.url, "insert into kept values ('[1,2]')");
    process.kill(first.pid, 'SIGKILL');
    await first.stop();
    const second = await startLocalPostgres({ directory });
    expect(await ask(second.url, 'select v::text from kept')).toEqual([{ v: '[1,2]' }]);
    await second.stop();
    await rm(directory, { recursive: true });
  });
});

describe('the local Postgres', () => {
  let server: LocalPostgres;
  beforeAll(async () => { server = await startLocalPostgres(); });
  afterAll(() => server?.stop());

  it('serves several clients in turn, a transaction as a whole', async () => {
    const { url } = server;
    await ask(url, 'create table counter (n integer); insert into counter values (0)');
    const clients = await Promise.all([1, 2, 3].map(async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client;
    }));
    await Promise.all(clients.map(async (client) => {
      for (let i = 0; i < 10; i++) {
        await client.query('begin');
        const { rows } = await client.query<{ n: number }>('select n from counter');
        await client.query('update counter set n = $1', [(rows[0]?.n ?? 0) + 1]);
        await client.query('commit');
      }
    }));
    expect(await ask(url, 'select n from counter')).toEqual([{ n: 30 }]);
    await Promise.all(clients.map((client) => client.end()));
  });

  it('keeps the queries of several clients apart, whoever begins a transaction between them', async () => {
    const { url } = server;
    const clients = Array.from({ length: 4 }, () => new Client({ connectionString: url }));
    await Promise.all(clients.map((client) => client.connect()));
    await Promise.all(clients.map(async (client, index) => {
      const numbers = Array.from({ length: index + 1 }, (_, place) => place + 1);
      for (let i = 0; i < 20; i++) {
        if (index % 2 === 0) await client.query('begin');
        const { rows } = await client.query<{ sum: number }>(`select ${numbers.map((place) => `$${place}::int`).join(' + ')} as sum`, numbers);
        expect(rows).toEqual([{ sum: numbers.reduce((sum, number) => sum + number) }]);
        if (index % 2 === 0) await client.query('commit');
      }
    }));
    await Promise.all(clients.map((client) => client.end()));
  });
});
