// A worker that dies of certain images: those that end in DIES:<how>:<file>, unless the file exists. It creates it first.
import { existsSync, writeFileSync } from 'node:fs';
import analyzeImage, { type AnalyzeResult, type AnalyzeTask } from '../src/worker/face-worker.ts';

export { prepare, warm } from '../src/worker/face-worker.ts';

export default async function analyze(task: AnalyzeTask): Promise<AnalyzeResult> {
  const [, how, file] = /DIES:(\w+):(.*)$/.exec(Buffer.from(task.image).toString('latin1')) ?? [];
  if (how === undefined || existsSync(file!)) return analyzeImage(task);
  if (how !== 'always') writeFileSync(file!, '');
  if (how === 'throwing') setImmediate(() => { throw new Error('nobody catches this'); });
  else process.exit(3);
  return new Promise(() => undefined);
}
