import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FacePipelinePool } from '@facerec/face-pipeline';
import { UsageError } from '../cli/cli';
import { table } from '../cli/table';

/** Pixels of the upright photo. */
type NoseTip = readonly [x: number, y: number];

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Detection on group photos: `annotations.json` gives the nose tip of every face. Returns the report's lines. */
export async function benchGroup(directory: string, pool: FacePipelinePool): Promise<string[]> {
  const rows: (readonly [string, number, number, number])[] = [];
  for (const [photo, noses] of Object.entries(await readAnnotations(directory))) {
    const { faces } = await pool.analyze(await readFile(join(directory, photo)));
    const found = countFound(faces.map(({ box }) => box), noses);
    rows.push([photo, noses.length, found, faces.length - found]);
  }
  const [annotated, found, extra] = [1, 2, 3].map((column) => rows.reduce((sum, row) => sum + (row[column] as number), 0));
  return [table([['photo', 'annotated', 'found', 'extra'], ...rows, ['total', annotated!, found!, extra!]]), JSON.stringify({ annotated, found, extra })];
}

async function readAnnotations(directory: string): Promise<Record<string, readonly NoseTip[]>> {
  const file = join(directory, 'annotations.json');
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new UsageError(`${cause.message}; --group wants the folder that holds annotations.json and its photos`);
  });
  return (JSON.parse(text) as { photos: Record<string, readonly NoseTip[]> }).photos;
}

/** Annotations with a box around their nose tip; each box answers for one annotation. */
export function countFound(boxes: readonly Box[], noses: readonly NoseTip[]): number {
  const free = new Set(boxes);
  return noses.filter(([x, y]) => {
    const distance = (box: Box): number => Math.hypot(box.left + box.width / 2 - x, box.top + box.height / 2 - y);
    const [nearest] = [...free]
      .filter((box) => x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height)
      .sort((a, b) => distance(a) - distance(b));
    return nearest !== undefined && free.delete(nearest);
  }).length;
}
