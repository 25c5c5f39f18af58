import 'reflect-metadata';
import { loadSettings } from '@facerec/settings';
import { Logger } from '@nestjs/common';
import { createApiApp } from './create-api-app';

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  const app = await createApiApp(settings);
  // Without useProcessExit Nest ends by the signal itself, which supervisors read as a failure.
  app.enableShutdownHooks([], { useProcessExit: true });
  await app.listen(settings.http.port, settings.http.host);
  new Logger('Api').log(`Listening. Try it out at ${await app.getUrl()}/docs`);
}

main().catch((error: unknown) => {
  process.stderr.write(`The API cannot start. ${explain(error)}\n`);
  process.exit(1);
});

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') return `${error.message}: something else listens there. Set PORT to a free one.`;
  return error.message;
}
