import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from '@cdktf/hcl2json';
import { loadSettings } from '@facerec/settings';
import { parseEnv } from 'node:util';
import nodeFlags from '../build/node-flags.json';

const root = join(__dirname, '../..');
const docker = join(root, 'docker');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface BakeFile {
  readonly target: Readonly<Record<string, readonly { readonly context: string; readonly dockerfile: string; readonly platforms: string[]; readonly tags: string[] }[]>>;
  readonly group: { readonly default: readonly { readonly targets: string[] }[] };
}

describe('docker/docker-bake.hcl', () => {
  const apps = readdirSync(join(root, 'apps')).sort();

  it('has a target for each app, and no other', async () => {
    const { target, group } = (await parse('docker-bake.hcl', read('docker/docker-bake.hcl'))) as BakeFile;
    expect(Object.keys(target).sort()).toEqual(apps);
    expect(group.default[0]?.targets.toSorted()).toEqual(apps);
    for (const app of apps) {
      expect(target[app]).toEqual([
        { context: '.', dockerfile: `docker/${app}.Dockerfile`, platforms: ['linux/amd64'], tags: [`\${${app.toUpperCase()}_REPOSITORY}:\${TAG}`] },
      ]);
      expect(existsSync(join(docker, `${app}.Dockerfile`))).toBe(true);
    }
  });
});

describe('docker/compose.yaml', () => {
  const compose = read('docker/compose.yaml');

  it('runs the apps as their images do', () => {
    expect(compose).toContain(`exec node ${nodeFlags.join(' ')} main.js`);
  });

  it('names files that exist', () => {
    const files = [...compose.matchAll(/"(\.\/[\w.-]+):/g), ...compose.matchAll(/(?:--env-file|-f) (docker\/[\w.-]+)/g)].map(([, file]) => file as string);
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const file of files) expect({ file, exists: existsSync(join(file.startsWith('./') ? docker : root, file)) }).toEqual({ file, exists: true });
    for (const [, dockerfile] of compose.matchAll(/dockerfile: ([\w./-]+)/g)) expect(existsSync(join(root, dockerfile as string))).toBe(true);
    expect(existsSync(join(dirname(docker), 'node_modules/fauxqs/dist/server.js'))).toBe(true);
  });

  it('publishes ports of this machine only', () => {
    const ports = [...compose.matchAll(/ports: \["([^"]+)"\]/g)].map(([, port]) => port);
    expect(ports.length).toBe(2);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('sets only what the settings know', () => {
    const known = read('.env.example');
    const names = [...(/^x-settings:[\s\S]*?\n\n/m.exec(compose)?.[0] ?? '').matchAll(/^ {2}([A-Z0-9_]+):/gm)].map(([, name]) => name as string);
    expect(names.length).toBeGreaterThan(8);
    // The SDK reads it by itself.
    for (const name of names.filter((each) => each !== 'AWS_SECRET_ACCESS_KEY')) expect(known).toMatch(new RegExp(`^(# )?${name}=`, 'm'));
  });

  it('gives the local cloud the queue and the bucket that the settings name', () => {
    const { queues, buckets } = JSON.parse(read('docker/local-cloud.json')) as { queues: { name: string; attributes: Record<string, string> }[]; buckets: string[] };
    const { queue } = loadSettings({});
    expect(queues.map(({ name }) => name)).toEqual([`${queue.queueName}-dlq`, queue.queueName]);
    expect(queues[1]?.attributes['VisibilityTimeout']).toBe(String(queue.visibilityTimeoutSeconds));
    const redrive = JSON.parse(queues[1]?.attributes['RedrivePolicy'] ?? '{}') as Record<string, string>;
    expect(redrive).toEqual({ deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${queue.queueName}-dlq`, maxReceiveCount: String(queue.maxReceiveCount) });
    expect(compose).toContain(`AWS_S3_BUCKET: ${buckets.join()}`);
  });

  it('turns Postgres on with a profile, whose password is the one in DATABASE_URL', () => {
    const env = parseEnv(read('docker/postgres.env'));
    expect(compose).toContain(`profiles: [${env['COMPOSE_PROFILES']}]`);
    const { username, password, hostname, pathname } = new URL(env['DATABASE_URL'] ?? '');
    expect(compose).toContain(`{ POSTGRES_USER: ${username}, POSTGRES_PASSWORD: ${password}, POSTGRES_DB: ${pathname.slice(1)} }`);
    expect(compose).toMatch(new RegExp(`^ {2}${hostname}:$`, 'm'));
    for (const name of Object.keys(env).filter((each) => each !== 'COMPOSE_PROFILES')) expect(compose).toContain(`\${${name}:-`);
  });
});

describe('the settings that Terraform gives to the containers', () => {
  it('are settings of the apps', () => {
    const known = read('.env.example');
    const apps = [...read('infra/modules/environment/apps.tf').matchAll(/^ {2}(?:settings|tracing) = [\s\S]*?^ {2}\}/gm)].map(([block]) => block);
    const indexer = /\{ METRICS_PORT = .*\}/.exec(read('infra/modules/indexer/main.tf'))?.[0].replaceAll(/[{,] /g, '\n    ');
    const [secrets = ''] = /^ {2}secrets = \{[\s\S]*?^ {2}\}/m.exec(read('infra/modules/secrets/main.tf')) ?? [];
    const names = [...[...apps, indexer, secrets].join('\n').matchAll(/^ {4}([A-Z0-9_]+)\s*=/gm)].map(([, name]) => name as string);
    expect(names).toEqual(expect.arrayContaining(['LOG_LEVEL', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'METRICS_PORT', 'DATABASE_URL']));
    for (const name of names) expect({ name, known: new RegExp(`^(# )?${name}=`, 'm').test(known) }).toEqual({ name, known: true });
  });
});

describe('docker/make-key.mjs', () => {
  const directory = mkdtempSync(join(tmpdir(), 'facerec-key-'));
  const [keyFile, digestFile] = [join(directory, 'key'), join(directory, 'digest')];
  afterAll(() => rmSync(directory, { recursive: true }));
  const makeKey = (): string => execFileSync(process.execPath, [join(docker, 'make-key.mjs'), keyFile, digestFile], { encoding: 'utf8' });

  it('makes a key once, and its digest as the settings want it', () => {
    const [first, again] = [makeKey(), makeKey()];
    expect(again).toBe(first);
    const key = /^API key: ([0-9a-f]{64})\n$/.exec(first)?.[1] ?? '';
    const { apiKeyDigests } = loadSettings({ HOST: '0.0.0.0', API_KEYS_SHA256: readFileSync(digestFile, 'utf8') }).http;
    expect(apiKeyDigests).toEqual([createHash('sha256').update(key).digest('hex')]);
  });
});
