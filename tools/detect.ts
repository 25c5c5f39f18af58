// usage: npm run detect -- photo.jpg [--out annotated.png] [--detail fast|balanced|thorough] [--pack NAME|FILE.json] [--landmarks]
// Prints the faces of one photo, strongest first, and draws them into a picture.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { annotateFaces, details, ensurePack, FacePipelinePool, type AnalyzedFace, type Detail, type ImageAnalysis } from '@facerec/face-pipeline';
import { loadSettings } from '@facerec/settings';
import { Logger } from '@nestjs/common';
import { runTool, showDownload, UsageError, userPath } from './cli/cli';
import { table } from './cli/table';

const USAGE = 'npm run detect -- photo.jpg [--out annotated.png] [--detail fast|balanced|thorough] [--pack NAME|FILE.json] [--landmarks]';

runTool(USAGE, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string' }, detail: { type: 'string' }, pack: { type: 'string' }, landmarks: { type: 'boolean' } },
  });
  const [photo, ...more] = positionals;
  if (photo === undefined || more.length > 0) throw new UsageError('give one photo');
  if (values.out !== undefined && extname(values.out).toLowerCase() !== '.png') throw new UsageError('--out wants a name that ends in .png');
  const detail = details.find((known) => known === values.detail);
  if (values.detail !== undefined && detail === undefined) throw new UsageError(`--detail must be ${details.join(', ')}`);
  const image = await readFile(userPath(photo)).catch((cause: Error) => {
    throw new Error(`cannot read ${photo}: ${cause.message}`, { cause });
  });
  Logger.overrideLogger(['warn', 'error', 'fatal']);
  const analysis = await analyze(image, { pack: values.pack, detail });
  console.log(report(photo, analysis, values.landmarks === true));
  if (values.out !== undefined) {
    await writeWhole(userPath(values.out), await annotateFaces(image, analysis));
    console.log(`drawn into ${values.out}`);
  }
});

async function analyze(image: Uint8Array, { pack, detail }: { readonly pack: string | undefined; readonly detail: Detail | undefined }): Promise<ImageAnalysis> {
  const { pipeline } = loadSettings(process.env);
  const chosen = pack?.endsWith('.json') === true ? userPath(pack) : (pack ?? pipeline.pack);
  await ensurePack(pipeline.modelsDirectory, chosen, { onProgress: showDownload() });
  const pool = await FacePipelinePool.open({ ...pipeline, pack: chosen, workers: 1 });
  try {
    return await pool.analyze(image, { detail });
  } finally {
    await pool.close();
  }
}

function report(photo: string, { width, height, faces, passedOver, stageMs }: ImageAnalysis, landmarks: boolean): string {
  const ms = Object.entries(stageMs).map(([stage, value]) => `${stage} ${value.toFixed(1)}`).join(', ');
  const summary = `${photo}: ${width} × ${height}, ${faces.length} ${faces.length === 1 ? 'face' : 'faces'} (ms: ${ms})`;
  const heading = ['face', 'left', 'top', 'width', 'height', 'confidence', 'sharp', 'bright', 'size', 'pose', ...(landmarks ? ['eyes, nose, mouth corners'] : [])];
  const rows = faces.map((face, index) => [index + 1, ...numbers(face), ...signals(face), ...(landmarks ? [points(face)] : [])]);
  const seen = passedOver.map((face) => ['–', ...numbers(face), face.reason]);
  return [summary, ...(rows.length + seen.length > 0 ? [table([heading, ...rows, ...seen])] : [])].join('\n');
}

function numbers({ box, confidence }: Pick<AnalyzedFace, 'box' | 'confidence'>): (number | string)[] {
  return [...[box.left, box.top, box.width, box.height].map(Math.round), confidence.toFixed(3)];
}

function signals({ quality: { sharpness, brightness, size, pose } }: AnalyzedFace): string[] {
  return [sharpness, brightness, size, pose].map((signal) => signal.toFixed(2));
}

function points({ landmarks }: AnalyzedFace): string {
  return landmarks.map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`).join(' ');
}

/** Under another name first, so that a full disk leaves no half picture. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(draft, bytes);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
