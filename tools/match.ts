// usage: npm run match -- photo.jpg --collection C [--min-cosine 0.45] [--limit 5]
// Finds who is in a photo of this machine. The photo is not stored anywhere.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { FacePipelinePool, type AnalyzedFace } from '@facerec/face-pipeline';
import { loadSettings } from '@facerec/settings';
import { openVectorStore, type VectorStore } from '@facerec/vector-store';
import { runTool, UsageError, userPath } from './cli/cli';
import { table } from './cli/table';
import { oneMachineEnvironment } from './one-machine/environment';

const usage = 'npm run match -- photo.jpg --collection C [--min-cosine 0.45] [--limit 5]';

runTool(usage, async () => {
  const { file, collection, minCosine, limit } = readArguments();
  const image = await readFile(file).catch(() => { throw new UsageError(`Cannot read ${file}.`); });
  const settings = loadSettings(oneMachineEnvironment(process.env));
  const pool = await FacePipelinePool.open({ ...settings.pipeline, workers: 1 });
  const store = await openVectorStore(settings.vectorStore);
  try {
    const { faces } = await pool.analyze(image);
    if (faces.length === 0) return console.log('There is no face in this photo.');
    const rows = [];
    for (const [index, face] of faces.entries()) rows.push(...(await matchesOf(store, face, { index, collection, limit, minCosine: minCosine ?? pool.pack.searchCosine })));
    return console.log(table([['face', 'cosine', 'photo', 'face id'], ...rows]));
  } finally {
    await pool.close();
    await store.close();
  }
});

interface Query {
  readonly index: number;
  readonly collection: string;
  readonly limit: number;
  readonly minCosine: number;
}

async function matchesOf(store: VectorStore, face: AnalyzedFace, { index, collection, limit, minCosine }: Query): Promise<(string | number)[][]> {
  const matches = await store.query(collection, face.embedding, { topK: limit, minCosine });
  if (matches.length === 0) return [[index + 1, '–', `nobody in "${collection}"`, '']];
  return matches.map(({ id, cosine, metadata }) => [index + 1, cosine.toFixed(3), String(metadata['image_key']), id]);
}

function readArguments(): { file: string; collection: string; minCosine?: number; limit: number } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { collection: { type: 'string' }, 'min-cosine': { type: 'string' }, limit: { type: 'string', default: '5' } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('Name one photo.');
  if (values.collection === undefined) throw new UsageError('--collection says where to look.');
  const minCosine = values['min-cosine'] === undefined ? undefined : Number(values['min-cosine']);
  if (minCosine !== undefined && !(minCosine >= -1 && minCosine <= 1)) throw new UsageError('--min-cosine must be -1 to 1.');
  const limit = Number(values.limit);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100)) throw new UsageError('--limit must be 1 to 100.');
  return { file: userPath(file), collection: values.collection, minCosine, limit };
}
