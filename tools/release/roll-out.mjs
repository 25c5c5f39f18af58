// usage: node tools/release/roll-out.mjs ENVIRONMENT APP REPOSITORY@sha256:DIGEST
// Gives one service of an environment another image: a release, or a rollback to an earlier digest. Needs the AWS CLI and
// nothing of npm's, so that it also works where nothing is installed.
import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

/** Half an hour a service: instances start, tasks drain for two minutes, and halves follow each other. */
const longestWaitMs = 30 * 60_000;
const pollMs = Number(process.env.ROLL_OUT_POLL_MS ?? 15_000);

/** What DescribeTaskDefinition adds to what was registered. */
const addedByAws = ['taskDefinitionArn', 'revision', 'status', 'requiresAttributes', 'compatibilities', 'registeredAt', 'registeredBy', 'deregisteredAt'];

const [environment, app, image] = process.argv.slice(2);
if (!environment || !app || !/^[^@\s]+@sha256:[0-9a-f]{64}$/.test(image ?? '')) {
  console.error('usage: node tools/release/roll-out.mjs ENVIRONMENT APP REPOSITORY@sha256:DIGEST');
  process.exit(2);
}
const cluster = `facerec-${environment}`;
const service = `facerec-${environment}-${app}`;

const revision = registerRevision();
aws('ecs', 'update-service', '--cluster', cluster, '--service', service, '--task-definition', revision);
const running = await revisionOnceStable();
if (running !== revision) {
  console.error(`${service} did not become healthy with ${image}: the circuit breaker rolled back to ${running}. The stopped tasks of ${revision} say why.`);
  process.exit(1);
}
aws('ssm', 'put-parameter', '--overwrite', '--name', `/facerec/${environment}/images/${app}`, '--value', image);
console.log(`${service} runs ${image} as ${revision}`);

/** The newest revision with the image in its place; its settings and secrets stay. */
function registerRevision() {
  const { taskDefinition } = aws('ecs', 'describe-task-definition', '--task-definition', service);
  const definition = Object.fromEntries(Object.entries(taskDefinition).filter(([key]) => !addedByAws.includes(key)));
  const containerDefinitions = definition.containerDefinitions.map((container) => (container.name === app ? { ...container, image } : container));
  const input = JSON.stringify({ ...definition, containerDefinitions });
  return aws('ecs', 'register-task-definition', '--cli-input-json', input).taskDefinition.taskDefinitionArn;
}

/** The revision that the service ends up with: another one than asked for after a rollback. */
async function revisionOnceStable() {
  const deadline = Date.now() + longestWaitMs;
  for (;;) {
    const { services } = aws('ecs', 'describe-services', '--cluster', cluster, '--services', service);
    const primary = services[0]?.deployments.find(({ status }) => status === 'PRIMARY');
    if (primary?.rolloutState === 'COMPLETED') return primary.taskDefinition;
    if (Date.now() > deadline) throw new Error(`${service} is still ${primary?.rolloutState ?? 'missing'}: ${primary?.rolloutStateReason ?? 'is there such a service?'}`);
    await pause(pollMs);
  }
}

function aws(...command) {
  const output = execFileSync('aws', [...command, '--output', 'json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return output.trim() === '' ? undefined : JSON.parse(output);
}
