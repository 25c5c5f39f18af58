// usage: npm start [-- --port 3000]
// The whole service on this machine: local SQS and S3, api and indexer. Ctrl-C stops all of it.
import { parseArgs } from 'node:util';
import { ensurePack } from '@facerec/face-pipeline';
import { loadSettings } from '@facerec/settings';
import { runTool, showDownload } from './cli/cli';
import { localCloudPort, oneMachineEnvironment } from './one-machine/environment';
import { startService } from './one-machine/service';

const usage = 'npm start [-- --port 3000]';
const colours = { api: '\x1b[36m', indexer: '\x1b[35m' };

runTool(usage, async () => {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const env: NodeJS.ProcessEnv = { ...process.env, ...(values.port === undefined ? {} : { PORT: values.port }) };
  const settings = loadSettings(oneMachineEnvironment(env));
  await ensurePack(settings.pipeline.modelsDirectory, settings.pipeline.pack, { onProgress: showDownload() });
  const onSignal = (act: () => void) => (['SIGINT', 'SIGTERM'] as const).forEach((signal) => process.on(signal, () => act()));
  const stopAsked = new Promise<void>((resolve) => onSignal(resolve));

  console.log('starting the local cloud, the api and the indexer …');
  const service = await startService({ dataDirectory: env['DATA_DIR'] ?? '.data', cloudPort: localCloudPort, env, onLine: print });
  const { imageStore, queue } = loadSettings(service.env);
  console.log(`
  facerec is running.
    Swagger UI   ${service.apiUrl}/docs
    S3 and SQS   ${service.cloudUrl}   (bucket "${imageStore.bucket}", queue "${queue.queueName}")
  Ctrl-C stops everything.
`);
  const failed = await Promise.race([stopAsked, service.failed]);
  console.log(failed === undefined ? '\nstopping: what is in hand is finished first (Ctrl-C again: at once) …' : `\nthe ${failed} ended by itself; stopping the rest …`);
  // Who asks again does not want to wait.
  onSignal(service.kill);
  await service.stop();
  if (failed !== undefined) process.exitCode = 1;
});

function print(part: 'api' | 'indexer', line: string): void {
  const name = part.padEnd(8);
  console.log(process.stdout.isTTY ? `${colours[part]}${name}\x1b[0m${line}` : `${name}${line}`);
}
