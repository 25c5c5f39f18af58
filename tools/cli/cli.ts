import { resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import { Presets, SingleBar } from 'cli-progress';
import type { FetchOptions } from '@facerec/face-pipeline';

/** Wrong use of a tool: printed with the usage line, exit code 2. */
export class UsageError extends Error {}

/** Runs a tool's main function; an error becomes one line on stderr and an exit code other than 0, never a stack. */
export function runTool(usage: string, main: () => Promise<void>): void {
  // A tool prints its own lines; of the libs' it shows what is wrong.
  Logger.overrideLogger(['warn', 'error', 'fatal']);
  main().catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    const because = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    const wrongUse = error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
    process.stderr.write(wrongUse ? `${message}\nusage: ${usage}\n` : `error: ${message}${because}\n`);
    process.exitCode = wrongUse ? 2 : 1;
  });
}

/** A path as the user meant it: npm runs scripts in the project's folder, whatever folder it was called in. */
export function userPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

export function progressBar(format: string): SingleBar {
  return new SingleBar({ format, hideCursor: true, clearOnComplete: false, barsize: 30, noTTYOutput: false, etaBuffer: 200 }, Presets.shades_classic);
}

/** Shows a download as a bar on a terminal, and as one line elsewhere. */
export function showDownload(): NonNullable<FetchOptions['onProgress']> {
  const bar = progressBar('fetching {name} {bar} {percentage}% of {megabytes} MB');
  let done = false;
  return ({ name, receivedBytes, totalBytes }) => {
    if (done) return;
    done = receivedBytes === totalBytes;
    const payload = { name, megabytes: (totalBytes / 1e6).toFixed(0) };
    if (!process.stdout.isTTY) {
      if (done) console.log(`fetched ${name} (${payload.megabytes} MB)`);
      return;
    }
    if (!bar.isActive) bar.start(totalBytes, receivedBytes, payload);
    bar.update(receivedBytes, payload);
    if (done) bar.stop();
  };
}
