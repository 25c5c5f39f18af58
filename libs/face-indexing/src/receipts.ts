import type { Receipt, ReceiptProblem } from '@facerec/catalog';
import type { Settled } from './settlement';
import type { IndexingTask } from './types';

/** A superseded image's receipt tells what is stored for it instead; nothing when it was deleted. */
export function receiptOf(task: IndexingTask, { superseded, head: { committed } }: Settled): Receipt {
  const stored = committed === null || committed.faces.length === 0 ? 'no_face' : 'indexed';
  return {
    ...addressOf(task),
    state: superseded ? 'superseded' : stored,
    detectionId: committed?.detectionId ?? null,
    faces: committed?.faces ?? [],
    passedOver: committed?.passedOver ?? [],
    problem: null,
    finishedAt: new Date(),
  };
}

export function failedReceipt(task: IndexingTask, problem: ReceiptProblem): Receipt {
  return {
    ...addressOf(task), state: 'failed', detectionId: null, faces: [], passedOver: [], problem, finishedAt: new Date(),
  };
}

function addressOf({ jobId, collectionId, bucket, key }: IndexingTask): Pick<Receipt, 'jobId' | 'collectionId' | 'bucket' | 'key'> {
  return { jobId, collectionId, bucket, key };
}
