import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const image = `123456789012.dkr.ecr.us-east-1.amazonaws.com/facerec/api@sha256:${'a'.repeat(64)}`;
const earlier = 'arn:aws:ecs:us-east-1:123456789012:task-definition/facerec-staging-api:7';
const newer = 'arn:aws:ecs:us-east-1:123456789012:task-definition/facerec-staging-api:8';
const registered = {
  family: 'facerec-staging-api', taskDefinitionArn: earlier, revision: 7, status: 'ACTIVE', registeredAt: 'yesterday', cpu: '1024',
  containerDefinitions: [{ name: 'api', image: 'old', secrets: [{ name: 'API_KEYS_SHA256', valueFrom: 'arn' }] }, { name: 'helper', image: 'helper' }],
};
const inProgress = [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS', taskDefinition: newer }, { status: 'ACTIVE', taskDefinition: earlier }];

/** Stands for the AWS CLI: answers from a list, by command, and writes down what it was asked. */
const awsCli = `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const [service, verb, ...options] = process.argv.slice(2);
appendFileSync(process.env.ASKED, JSON.stringify([verb, ...options]) + '\\n');
const answers = JSON.parse(readFileSync(process.env.ANSWERS, 'utf8'));
const answer = (answers[verb] ?? []).shift();
writeFileSync(process.env.ANSWERS, JSON.stringify(answers));
if (answer !== undefined) process.stdout.write(JSON.stringify(answer));
`;

describe('roll-out.mjs', () => {
  const directory = mkdtempSync(join(tmpdir(), 'facerec-roll-out-'));
  const env = {
    PATH: [directory, dirname(process.execPath)].join(delimiter), ASKED: join(directory, 'asked'), ANSWERS: join(directory, 'answers'), ROLL_OUT_POLL_MS: '1',
  };
  writeFileSync(join(directory, 'aws'), awsCli, { mode: 0o755 });
  afterAll(() => rmSync(directory, { recursive: true }));

  async function rollOut(args: readonly string[], rollouts: readonly object[][] = []) {
    writeFileSync(env.ASKED, '');
    writeFileSync(env.ANSWERS, JSON.stringify({
      'describe-task-definition': [{ taskDefinition: registered }],
      'register-task-definition': [{ taskDefinition: { taskDefinitionArn: newer } }],
      'update-service': [{}],
      'describe-services': rollouts.map((deployments) => ({ services: [{ deployments }] })),
      'put-parameter': [{ Version: 2 }],
    }));
    const { code, errors } = await new Promise<{ code: number; errors: string }>((resolve) => {
      execFile(process.execPath, [join(__dirname, 'roll-out.mjs'), ...args], { env }, (error, _output, stderr) => resolve({ code: Number(error?.code ?? 0), errors: stderr }));
    });
    const asked = readFileSync(env.ASKED, 'utf8').trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as string[]);
    return { code, errors, asked };
  }

  it('registers the newest revision with the image in its place, waits until it runs, and records it', async () => {
    const { code, asked } = await rollOut(['staging', 'api', image], [inProgress, inProgress, [{ status: 'PRIMARY', rolloutState: 'COMPLETED', taskDefinition: newer }]]);
    expect(code).toBe(0);
    expect(asked.map(([verb]) => verb)).toEqual([
      'describe-task-definition', 'register-task-definition', 'update-service', 'describe-services', 'describe-services', 'describe-services', 'put-parameter',
    ]);
    expect(JSON.parse(asked[1]?.[2] ?? '')).toEqual({
      family: 'facerec-staging-api', cpu: '1024', containerDefinitions: [{ ...registered.containerDefinitions[0], image }, registered.containerDefinitions[1]],
    });
    expect(asked[2]).toEqual(expect.arrayContaining(['--cluster', 'facerec-staging', '--service', 'facerec-staging-api', '--task-definition', newer]));
    expect(asked[6]).toEqual(expect.arrayContaining(['--overwrite', '--name', '/facerec/staging/images/api', '--value', image]));
  });

  it('fails after a rollback, and records nothing', async () => {
    const { code, errors, asked } = await rollOut(['staging', 'api', image], [[{ status: 'PRIMARY', rolloutState: 'COMPLETED', taskDefinition: earlier }]]);
    expect(code).toBe(1);
    expect(errors).toContain(`rolled back to ${earlier}`);
    expect(asked.map(([verb]) => verb)).not.toContain('put-parameter');
  });

  it('takes a digest only, and asks AWS nothing before', async () => {
    for (const wrong of ['facerec/api:latest', '', `${image}0`]) {
      expect(await rollOut(['staging', 'api', wrong])).toMatchObject({ code: 2, asked: [], errors: expect.stringContaining('usage:') });
    }
  });
});
