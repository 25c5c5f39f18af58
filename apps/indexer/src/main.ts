import 'reflect-metadata';
import { loadSettings } from '@facerec/settings';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { IndexerModule } from './indexer.module';
import { SpotNotice } from './spot-notice';

/** As process 1 of a container Node does not hear a signal that nobody listens for. */
const leaving = new AbortController();
const leave = (): void => leaving.abort();

async function main(): Promise<void> {
  process.once('SIGTERM', leave);
  const settings = loadSettings(process.env);
  const app = await NestFactory.createApplicationContext(IndexerModule.forRoot(settings, leaving.signal), {
    abortOnError: false,
    bufferLogs: true,
    // Why it cannot start is told below, in one line, and not also by Nest.
    autoFlushLogs: false,
  });
  app.useLogger(app.get(Logger));
  app.flushLogs();
  process.off('SIGTERM', leave);
  process.once('SIGTERM', () => endAfter(settings.indexer.shutdownLimitMs));
  // Without useProcessExit Nest ends by the signal itself, which supervisors read as a failure.
  app.enableShutdownHooks([], { useProcessExit: true });
  if (leaving.signal.aborted) process.kill(process.pid, 'SIGTERM');
  if (settings.indexer.spotNoticeUrl !== undefined) void stopOnNotice(new SpotNotice(settings.indexer.spotNoticeUrl));
  app.get(Logger).log(`Waiting for photos in the queue ${settings.queue.queueName}`, 'Indexer');
}

/** The same orderly end as a supervisor's. */
async function stopOnNotice(notice: SpotNotice): Promise<void> {
  process.once('SIGTERM', () => notice.stop());
  if (await notice.given()) process.kill(process.pid, 'SIGTERM');
}

/** Whatever is in hand then was not acknowledged, and comes again elsewhere: nothing is lost by not waiting longer. */
function endAfter(limitMs: number): void {
  setTimeout(() => {
    process.stderr.write(`Not everything was finished within ${limitMs / 1000} s; the rest stays in the queue.\n`);
    process.exit(0);
  }, limitMs).unref();
}

main().catch((error: unknown) => {
  if (leaving.signal.aborted) process.exit(0);
  process.stderr.write(`The indexer cannot start. ${explain(error)}\n`);
  process.exit(1);
});

/** With the cause where there is one: "does not answer" alone does not say why. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
