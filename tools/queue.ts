// usage: npm run queue -- status | redrive | drain [--dead-letters] --yes
// Looks into the queue, sends dead letters again, or throws away what waits.
import { parseArgs } from 'node:util';
import { IndexingQueue, parseIndexingMessage, QueueUpkeep } from '@facerec/indexing-queue';
import { loadSettings } from '@facerec/settings';
import { runTool, UsageError } from './cli/cli';
import { table } from './cli/table';
import { oneMachineEnvironment } from './one-machine/environment';

const usage = 'npm run queue -- status | redrive | drain [--dead-letters] --yes';
const actions = ['status', 'redrive', 'drain'] as const;

runTool(usage, async () => {
  const { action, deadLetters, yes } = readArguments();
  const { queue: options } = loadSettings(oneMachineEnvironment(process.env));
  const queue = new IndexingQueue(options);
  const upkeep = new QueueUpkeep(queue);
  try {
    await queue.ping();
    switch (action) {
      case 'status': return await status(queue, upkeep);
      case 'redrive': return await redrive(upkeep);
      case 'drain': return await drain(upkeep, deadLetters ? 'dead-letters' : 'queue', yes);
    }
  } finally {
    queue.onApplicationShutdown();
  }
});

function readArguments(): { action: (typeof actions)[number]; deadLetters: boolean; yes: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dead-letters': { type: 'boolean', default: false }, yes: { type: 'boolean', default: false } },
  });
  const action = actions.find((name) => name === positionals[0]);
  if (action === undefined || positionals.length > 1) throw new UsageError(`Say what to do: ${actions.join(', ')}.`);
  return { action, deadLetters: values['dead-letters'], yes: values.yes };
}

async function status(queue: IndexingQueue, upkeep: QueueUpkeep): Promise<void> {
  const { visible, inFlight, delayed, deadLetters } = await queue.depth();
  console.log(table([['visible', 'in flight', 'delayed', 'dead letters'], [visible, inFlight, delayed, deadLetters]]));
  if (deadLetters === 0) return;
  console.log('\nsome of the dead letters:');
  for (const { body, problem, sentAt } of await upkeep.deadLetters()) {
    console.log(`  ${sentAt.toISOString()}  ${nameOf(body)}: ${problem ?? 'no delivery of it came to an end'}`);
  }
}

async function redrive(upkeep: QueueUpkeep): Promise<void> {
  console.log(`${await upkeep.redrive()} dead letters are in the queue again.`);
}

async function drain(upkeep: QueueUpkeep, which: 'queue' | 'dead-letters', yes: boolean): Promise<void> {
  if (!yes) throw new UsageError('This throws away every message that waits: say --yes.');
  const jobs = new Map<string, number>();
  const drained = await upkeep.drain(which, (body) => jobs.set(jobOf(body), (jobs.get(jobOf(body)) ?? 0) + 1));
  console.log(`${drained} messages thrown away${which === 'queue' ? '; those in flight are left to their indexers' : ''}.`);
  if (jobs.size > 0) console.log(`\n${table([['job', 'messages'], ...jobs])}\n\nThese jobs will not come to their end by themselves: cancel them (DELETE /api/v1/jobs/{id}).`);
}

function nameOf(body: string): string {
  try {
    const { s3_bucket, image_key, job_id } = parseIndexingMessage(body);
    return `${s3_bucket}/${image_key} of job ${job_id}`;
  } catch {
    return body.slice(0, 100);
  }
}

function jobOf(body: string): string {
  try {
    return parseIndexingMessage(body).job_id;
  } catch {
    return 'unreadable or S3 events';
  }
}
