import 'reflect-metadata';
import { loadSettings } from '@facerec/settings';
import { Logger } from '@nestjs/common';
import { createApiApp } from './create-api-app';
import { explainError } from './explain-error';

async function main(): Promise<void> {
  let leaving = false;
  const leave = (): void => void (leaving = true);
  // As process 1 of a container Node does not hear a signal that nobody listens for.
  process.once('SIGTERM', leave);
  const settings = loadSettings(process.env);
  const app = await createApiApp(settings);
  process.off('SIGTERM', leave);
  // Without useProcessExit Nest ends by the signal itself, which supervisors read as a failure.
  app.enableShutdownHooks([], { useProcessExit: true });
  if (leaving) return void process.kill(process.pid, 'SIGTERM');
  await app.listen(settings.http.port, settings.http.host);
  new Logger('Api').log(`Listening. Try it out at ${await app.getUrl()}/docs`);
}

main().catch((error: unknown) => {
  const portTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  process.stderr.write(`The API cannot start. ${explainError(error)}${portTaken ? '. Set PORT to a free one.' : ''}\n`);
  process.exit(1);
});
