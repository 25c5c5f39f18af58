import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DockerfileParser, type Dockerfile, type Instruction } from 'dockerfile-ast';
import nodeFlags from '../build/node-flags.json';

const root = join(__dirname, '../..');
const apps = readdirSync(join(root, 'apps')).sort();
const textOf = (app: string): string => readFileSync(join(root, `docker/${app}.Dockerfile`), 'utf8');

/** The instructions of the last stage, which becomes the image. */
function finalStage(file: Dockerfile): Instruction[] {
  const start = file.getFROMs().at(-1)?.getRange().start.line ?? 0;
  return file.getInstructions().filter((instruction) => instruction.getRange().start.line >= start);
}

/** What stands behind a keyword, flags included, one line an instruction. */
function all(instructions: readonly Instruction[], keyword: string): string[] {
  const found = instructions.filter((instruction) => instruction.getKeyword() === keyword);
  return found.map((instruction) => instruction.getTextContent().slice(keyword.length).replace(/\\\n\s*/g, ' ').trim());
}

/** A command in its exec form; throws for a shell's. */
const execForm = (text: string): string[] => JSON.parse(text) as string[];

const healthCommand = (app: string): string[] => {
  const [check = ''] = all(finalStage(DockerfileParser.parse(textOf(app))), 'HEALTHCHECK');
  return execForm(check.slice(check.indexOf('CMD ') + 4));
};

it('has a Dockerfile for each app', () => {
  expect(readdirSync(join(root, 'docker')).filter((name) => name.endsWith('.Dockerfile')).sort()).toEqual(apps.map((app) => `${app}.Dockerfile`));
});

describe.each(apps)('docker/%s.Dockerfile', (app) => {
  const text = textOf(app);
  const file = DockerfileParser.parse(text);
  const image = finalStage(file);
  const build = file.getInstructions().slice(0, -image.length);

  it('builds on Node 24 in two stages', () => {
    expect(file.getFROMs().map((from) => [from.getImage(), from.getBuildStage()])).toEqual([['node:24-bookworm-slim', 'build'], ['node:24-bookworm-slim', null]]);
    expect(Number(readFileSync(join(root, '.nvmrc'), 'utf8'))).toBe(24);
  });

  it('keeps to what every builder takes', () => {
    expect(file.getDirectives()).toEqual([]);
    expect(text).not.toMatch(/^COPY .*--(link|parents)/m);
    expect(text).not.toMatch(/<<-?["']?\w/);
    expect(text).not.toMatch(/--start-interval/);
  });

  it('installs what the lockfile says, with the optional packages that hold the binaries, before the sources are copied', () => {
    const installed = build.findIndex((instruction) => /\bnpm ci\b/.test(instruction.getArgumentsContent() ?? ''));
    const copied = build.findIndex((instruction) => instruction.getArgumentsContent() === '. .');
    expect(installed).toBeGreaterThan(0);
    expect(copied).toBeGreaterThan(installed);
    expect(text).not.toMatch(/--omit|npm (install|i)\b/);
  });

  it('takes only the packed app and its models over from the build', () => {
    expect(all(image, 'COPY')).toEqual(['--from=build /src/models models', `--from=build /src/dist/packed/${app} .`]);
    expect(all(build, 'RUN').join('\n')).toContain(`npx nx pack ${app}`);
    expect(all(build, 'RUN').join('\n')).toContain('npm run models -- install compact');
  });

  it('runs as a user that is not root and owns nothing but the data', () => {
    expect(all(image, 'USER')).toEqual(['node']);
    expect(all(image, 'RUN')).toEqual(['mkdir /data && chown node:node /data']);
    expect(all(image, 'COPY').join()).not.toMatch(/--ch(own|mod)/);
  });

  it('writes to volumes only, so that the rest may be read-only', () => {
    expect(all(image, 'VOLUME').map(execForm)).toEqual([['/data', '/tmp']]);
    expect(all(image, 'ENV').join(' ')).toContain('DATA_DIR=/data');
  });

  it('starts without a shell that would keep signals to itself, and without sizes of its own', () => {
    expect(all(image, 'CMD').map(execForm)).toEqual([['node', ...nodeFlags, 'main.js']]);
    expect(all(image, 'ENTRYPOINT')).toEqual([]);
    expect(text).not.toMatch(/max-old-space-size|PIPELINE_WORKERS|UV_THREADPOOL_SIZE/);
  });

  it('is measured as it is run', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    for (const name of ['bench', 'bench:http']) expect(scripts[name]).toContain(`node ${nodeFlags.join(' ')} tools/run.mjs`);
  });

  it('holds no secret', () => {
    expect(text).not.toMatch(/^(ENV|ARG) .*(KEY|SECRET|TOKEN|PASSWORD)/m);
  });

  it('asks for its health with Node alone, often enough and not too soon', () => {
    expect(healthCommand(app).slice(0, 2)).toEqual(['node', '-e']);
    expect(all(image, 'HEALTHCHECK')).toEqual([expect.stringMatching(/^--interval=10s --timeout=5s --start-period=60s --retries=3/)]);
  });
});

/** The exit code of an app's health check. */
function health(app: string, env: NodeJS.ProcessEnv): Promise<number> {
  const [, ...args] = healthCommand(app);
  return new Promise((resolve) => execFile(process.execPath, args, { env }, (error) => resolve(error === null ? 0 : Number(error.code))));
}

describe('the health check', () => {
  it('of the api asks /livez', async () => {
    let status = 200;
    const server = createServer((request, response) => response.writeHead(request.url === '/livez' ? status : 404).end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const env = { PORT: String((server.address() as AddressInfo).port) };
    expect(await health('api', env)).toBe(0);
    status = 500;
    expect(await health('api', env)).toBe(1);
    await new Promise((resolve) => server.close(resolve));
    expect(await health('api', env)).toBe(1);
  });

  it('of the indexer wants a heartbeat of the last two minutes', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'facerec-health-'));
    const env = { HEARTBEAT_FILE: join(directory, 'heartbeat') };
    expect(await health('indexer', env)).toBe(1);
    writeFileSync(env.HEARTBEAT_FILE, '');
    expect(await health('indexer', env)).toBe(0);
    const old = Date.now() / 1000 - 130;
    utimesSync(env.HEARTBEAT_FILE, old, old);
    expect(await health('indexer', env)).toBe(1);
    rmSync(directory, { recursive: true });
  });
});

describe('.dockerignore', () => {
  const lines = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));

  it('lets in what is named, and nothing else', () => {
    expect(lines[0]).toBe('*');
    for (const line of lines.filter((name) => name.startsWith('!'))) expect({ line, exists: existsSync(join(root, line.slice(1))) }).toEqual({ line, exists: true });
  });

  it('keeps weights, photos, secrets and what was built here out', () => {
    for (const name of ['.env', '.data', '.git', 'dist', 'node_modules', 'models', 'infra']) expect(lines).not.toContain(`!${name}`);
    expect(lines).toContain('!models/manifest.json');
    expect(lines).toContain('**/node_modules');
  });
});
