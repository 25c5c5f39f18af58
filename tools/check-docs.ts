// usage: npm run check:docs
// Starts the whole service afresh on ports of its own, opens Swagger UI in headless Chromium ($CHROMIUM, or the one on the PATH) and presses
// "Execute" for every route, from top to bottom, with what is displayed. The last line is JSON; exit code 1 when any answer is not 2xx.
// Screenshots: .data/check-docs/screenshots.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePack, ensureSamplePhotos } from '@facerec/face-pipeline';
import { ImageStore } from '@facerec/image-store';
import { loadSettings } from '@facerec/settings';
import { type Call, checkEvery } from './check-docs/check';
import { type Chromium, findChromium, startChromium } from './check-docs/chromium';
import { DevTools } from './check-docs/dev-tools';
import { Page } from './check-docs/page';
import { lineOf, tableOf } from './check-docs/report';
import { SwaggerUi } from './check-docs/swagger-ui';
import { runTool, showDownload } from './cli/cli';
import { oneMachineEnvironment } from './one-machine/environment';
import { freePort } from './one-machine/free-port';
import { type Service, startService } from './one-machine/service';

const directory = '.data/check-docs';
const screenshots = join(directory, 'screenshots');
const samples = '.data/samples';
/** What the examples name. */
const photo = 'sample1.jpg';

runTool('npm run check:docs', async () => {
  parseArgs({ options: {} });
  const chromium = findChromium(process.env);
  if (chromium === undefined) throw new Error('there is no Chromium: install it, or name it in CHROMIUM.');
  // Not once: a signal to all processes of a terminal comes from npm again, and must not end this one before what it started.
  const stopAsked = new Promise<'signal'>((resolve) => (['SIGINT', 'SIGTERM'] as const).forEach((signal) => process.on(signal, () => resolve('signal'))));
  const service = await startAfresh();
  try {
    const browser = await startChromium(chromium);
    try {
      const calls = await Promise.race([pressEvery(browser, service.apiUrl), stopAsked, service.failed]);
      if (typeof calls === 'string') throw new Error(calls === 'signal' ? 'stopped before the end.' : `the ${calls} ended by itself; its last lines say why.`);
      report(calls);
    } finally {
      await browser.stop();
    }
  } finally {
    await service.stop();
  }
});

async function pressEvery({ devToolsUrl }: Chromium, apiUrl: string): Promise<readonly Call[]> {
  const tools = await DevTools.connect(devToolsUrl);
  const page = await Page.open(tools, `${apiUrl}/docs`);
  const ui = await SwaggerUi.on(page);
  await mkdir(screenshots, { recursive: true });
  await page.screenshot('document.body', join(screenshots, '00-page.png'));
  return checkEvery(ui, { photo: resolve(samples, photo), screenshots });
}

async function startAfresh(): Promise<Service> {
  await rm(directory, { recursive: true, force: true });
  const env = { ...process.env, DATA_DIR: directory, HOST: '127.0.0.1', PORT: String(await freePort()), API_KEYS_SHA256: '', LOG_LEVEL: 'warn' };
  const { pipeline } = loadSettings(oneMachineEnvironment(env));
  await ensurePack(pipeline.modelsDirectory, pipeline.pack, { onProgress: showDownload() });
  await ensureSamplePhotos(pipeline.modelsDirectory, samples, { onProgress: showDownload() });
  console.log('starting the local S3 and SQS, the api and the indexer …');
  const service = await startService({ dataDirectory: directory, cloudPort: await freePort(), env, onLine: (part, line) => console.log(`${part.padEnd(8)}${line}`) });
  const { imageStore } = loadSettings(service.env);
  const images = new ImageStore(imageStore);
  await images.put(imageStore.bucket, photo, await readFile(join(samples, photo)), 'image/jpeg');
  images.onApplicationShutdown();
  return service;
}

function report(calls: readonly Call[]): void {
  const line = lineOf(calls);
  console.log(`\n${tableOf(calls)}\n\nScreenshots: ${screenshots}/\n${JSON.stringify(line)}`);
  if (line.failed.length > 0) process.exitCode = 1;
}
