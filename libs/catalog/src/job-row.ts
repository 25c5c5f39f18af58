import type { Selectable } from 'kysely';
import type { JobsTable } from './schema';
import type { Job, JobKind } from './types';

export function toJob(row: Selectable<JobsTable>): Job {
  return {
    id: row.id,
    collectionId: row.collection_id,
    kind: row.kind as JobKind,
    source: row.source,
    maxFaces: row.max_faces === null ? null : Number(row.max_faces),
    enqueued: Number(row.enqueued),
    skipped: Number(row.skipped),
    cursor: row.last_key,
    complete: Number(row.complete) === 1,
    createdAt: new Date(Number(row.created_at)),
    cancelledAt: toDate(row.cancelled_at),
    retryAt: toDate(row.retry_at),
    problem: row.problem === null ? null : JSON.parse(row.problem),
    ...(row.request !== null && { request: row.request }),
  };
}

function toDate(millis: number | null): Date | null {
  return millis === null ? null : new Date(Number(millis));
}
