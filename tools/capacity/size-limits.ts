import * as facts from './facts';

/** One property of a collection that grows with its faces. */
export interface SizeLimit {
  readonly part: string;
  readonly at: (faces: number) => number;
  /** Beyond it the part no longer does its job. */
  readonly bound: number;
  readonly unit: 'bytes' | 'seconds' | 'per second' | 'false matches';
  readonly because: string;
}

const MILLION = 1e6;
const DAY = 86_400;

/** All faces in one collection, held by one engine each. */
export const SIZE_LIMITS: readonly SizeLimit[] = [
  {
    part: 'false matches in one search', unit: 'false matches', bound: 1, at: (faces) => faces * falseMatchShare(facts.SEARCH_COSINE),
    because: `compact pack at cosine ${facts.SEARCH_COSINE}, between the measured 1e-4 at 0.405 and 1e-5 at 0.479; raise min_cosine or use a stronger pack`,
  },
  {
    part: 'embedded: memory', unit: 'bytes', bound: facts.MACHINE_BYTES, at: (faces) => faces * facts.EMBEDDED_ROW_BYTES,
    because: `512 bytes a face in each process (measured); a machine of 16 GiB`,
  },
  {
    part: 'embedded: one search', unit: 'seconds', bound: facts.SEARCH_S, at: (faces) => (faces / MILLION) * facts.EMBEDDED_SCAN_S_PER_MILLION,
    because: '19 ms a million on two threads (measured, 16–22)',
  },
  {
    part: 'embedded: cold open', unit: 'seconds', bound: 120, at: (faces) => (faces / MILLION) * facts.EMBEDDED_OPEN_S_PER_MILLION,
    because: '5.6 s a million (measured); two minutes chosen',
  },
  {
    part: 'embedded: disk', unit: 'bytes', bound: 2e12, at: (faces) => faces * facts.EMBEDDED_DISK_BYTES,
    because: '258 MB for 100,000 (measured); a disk of 2 TB',
  },
  {
    part: 'pgvector: index in memory', unit: 'bytes', bound: facts.MAX_ACU * facts.ACU_BYTES, at: (faces) => faces * facts.RECORD_BYTES,
    because: `HNSW wants its vectors in memory, 2.6 KB a face; ${facts.MAX_ACU} ACU of 2 GiB (infra/envs/production)`,
  },
  {
    part: 'Pinecone: storage', unit: 'bytes', bound: Infinity, at: (faces) => faces * facts.RECORD_BYTES,
    because: 'no limit on the paid plans; 0.33 $ a GB and month (an example)',
  },
  {
    part: 'Pinecone: searches', unit: 'per second', bound: 10,
    at: (faces) => facts.PINECONE_READ_UNITS_PER_S / Math.max(0.25, (faces * facts.RECORD_BYTES) / 1e9),
    because: '2,000 read units a second ÷ one for each GB searched (Pinecone); ten a second chosen, dedicated read nodes lift it',
  },
  {
    part: 'Pinecone: first fill', unit: 'seconds', bound: 7 * DAY, at: (faces) => (faces * facts.WIRE_BYTES) / facts.PINECONE_UPSERT_BYTES_PER_S,
    because: '50 MB a second (Pinecone), 11.3 KB a face (measured), if the indexer is fast enough; a week chosen, bulk import avoids it',
  },
  {
    part: 'Postgres: heads and receipts', unit: 'bytes', bound: 128 * 2 ** 40, at: (faces) => (faces / facts.FACES_PER_PHOTO) * 3_000,
    because: 'about 3 KB a photo with its indexes (assumed); Aurora holds 128 TiB',
  },
];

/** Searches a second must stay above their figure, everything else below. */
export function exceeds({ at, bound, unit }: SizeLimit, faces: number): boolean {
  return unit === 'per second' ? at(faces) < bound : at(faces) > bound;
}

/** Faces up to which the part does its job; each gets worse with every face. */
export function goodUpTo(limit: SizeLimit): number {
  let [good, bad] = [1, 1e15];
  if (!exceeds(limit, bad)) return Infinity;
  while (bad / good > 1.001) {
    const middle = Math.sqrt(good * bad);
    if (exceeds(limit, middle)) bad = middle;
    else good = middle;
  }
  return good;
}

/** Share of strangers above a cosine, between the measured ones on a logarithmic scale. */
export function falseMatchShare(cosine: number): number {
  const points = facts.FALSE_MATCHES;
  const upper = Math.max(1, points.findIndex((point) => point.cosine >= cosine));
  const [low, high] = [points[upper - 1], points[upper]] as [(typeof points)[number], (typeof points)[number]];
  const place = (cosine - low.cosine) / (high.cosine - low.cosine);
  return low.share * (high.share / low.share) ** place;
}
