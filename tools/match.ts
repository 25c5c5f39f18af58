// usage: npm run match -- photo.jpg --collection C [--min-cosine 0.45] [--limit 5] [--api http://127.0.0.1:3000]
// Asks the running API who is in a photo of this machine; the photo is not stored anywhere. A service with keys gets the one in API_KEY.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { components } from '@facerec/client';
import { runTool, UsageError, userPath } from './cli/cli';
import { table } from './cli/table';
import { RunningApi } from './one-machine/running-api';

const usage = 'npm run match -- photo.jpg --collection C [--min-cosine 0.45] [--limit 5] [--api http://127.0.0.1:3000]';

runTool(usage, async () => {
  const { file, collection, minCosine, limit, url } = readArguments();
  const photo = await readFile(file).catch(() => { throw new UsageError(`Cannot read ${file}.`); });
  const api = new RunningApi(url);
  await api.assertRunning();
  const { searched_faces: faces } = await api.ask(api.client.POST('/api/v1/collections/{id}/search', {
    params: { path: { id: collection } },
    body: { image: new Blob([photo]), face_selection: 'all', group_by: 'face', limit, min_cosine: minCosine },
  }));
  if (faces.length === 0) return console.log('There is no face in this photo.');
  return console.log(table([['face', 'cosine', 'photo', 'subject', 'face id'], ...faces.flatMap((face, index) => rowsOf(face, index + 1, collection))]));
});

function rowsOf({ matches }: components['schemas']['SearchedFace'], face: number, collection: string): (string | number)[][] {
  if (matches.length === 0) return [[face, '–', `nobody in "${collection}"`, '', '']];
  return matches.map(({ face_id, cosine, image_key, subject_id, subject_name }) => [face, cosine.toFixed(3), image_key, subject_name ?? subject_id ?? '', face_id]);
}

function readArguments(): { file: string; collection: string; minCosine?: number; limit: number; url?: string } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { collection: { type: 'string' }, 'min-cosine': { type: 'string' }, limit: { type: 'string', default: '5' }, api: { type: 'string' } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('Name one photo.');
  if (values.collection === undefined) throw new UsageError('--collection says where to look.');
  const minCosine = values['min-cosine'] === undefined ? undefined : Number(values['min-cosine']);
  if (minCosine !== undefined && !(minCosine >= -1 && minCosine <= 1)) throw new UsageError('--min-cosine must be -1 to 1.');
  const limit = Number(values.limit);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100)) throw new UsageError('--limit must be 1 to 100.');
  return { file: userPath(file), collection: values.collection, minCosine, limit, url: values.api?.replace(/\/$/, '') };
}
