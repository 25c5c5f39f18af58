import { Logger } from '@nestjs/common';
import { classifyIndexShape, deriveDimension, deriveMetric, type IndexModel, type Pinecone } from '@pinecone-database/pinecone';
import { VectorStoreSettingsError, VectorStoreUnavailableError } from '../errors';
import { answerIfFound, answerOf } from './connect';
import type { PineconeVectorStoreOptions } from './pinecone-options';
import { PineconeRefusal, type Transport } from './retrying-fetch';

const READY_POLL_MS = 1_000;
// A new serverless index takes seconds.
const READY_WITHIN_MS = 120_000;

const logger = new Logger('PineconeVectorStore');

/** Verifies the index, or creates it where the options allow that. Resolves to its address when it is ready. */
export async function openIndex(pinecone: Pinecone, options: PineconeVectorStoreOptions, transport: Transport): Promise<string> {
  try {
    const found = await answerIfFound(() => pinecone.indexes.describe(options.index));
    if (found === undefined) await create(pinecone, options);
    const index = await readyIndex(pinecone, options.index, transport);
    verify(index, options);
    return options.host ?? index.privateHost ?? index.host;
  } catch (error) {
    throw explained(error, options);
  }
}

async function create(pinecone: Pinecone, { index: name, dimension, createIfMissing }: PineconeVectorStoreOptions): Promise<void> {
  const wanted = `dimension ${dimension}, metric cosine, serverless`;
  if (createIfMissing === undefined) {
    throw wrongIndex(name, `does not exist in the project of this key; create it (${wanted}), or name the place to create it in: PINECONE_CLOUD and PINECONE_REGION.`);
  }
  const { cloud, region } = createIfMissing;
  try {
    // Another process that starts at the same time may be first.
    await answerOf(() => pinecone.indexes.create({ name, dimension, metric: 'cosine', spec: { serverless: { cloud, region } }, suppressConflicts: true }));
  } catch (error) {
    if (error instanceof VectorStoreUnavailableError) throw error;
    throw wrongIndex(name, `could not be created in ${cloud} ${region}: ${(error as Error).message}`, { cause: error });
  }
  logger.log(`Created index "${name}" in ${cloud} ${region} (${wanted}).`);
}

async function readyIndex(pinecone: Pinecone, name: string, { now, sleep }: Transport): Promise<IndexModel> {
  const giveUpAt = now() + READY_WITHIN_MS;
  for (;;) {
    const index = await answerIfFound(() => pinecone.indexes.describe(name));
    if (index?.status.ready) return index;
    if (now() > giveUpAt) {
      throw wrongIndex(name, `is not ready (${index?.status.state ?? 'missing'}) after ${READY_WITHIN_MS / 1000} s; see https://app.pinecone.io.`);
    }
    await sleep(READY_POLL_MS);
  }
}

function verify(index: IndexModel, { index: name, dimension }: PineconeVectorStoreOptions): void {
  const found = { dimension: valueOf(deriveDimension(index)), metric: valueOf(deriveMetric(index)) };
  if (index.deployment.deploymentType === 'pod') throw wrongIndex(name, 'is pod-based, which cannot delete collections; name a serverless index.');
  if (classifyIndexShape(index) !== 'vectors-api' || found.dimension === undefined) {
    throw wrongIndex(name, 'does not hold dense vectors; name another index, or one that does not exist yet.');
  }
  if (found.dimension !== dimension) {
    throw wrongIndex(name, `has dimension ${found.dimension}, the model pack makes ${dimension}; name another index, or set MODEL_PACK to the pack that filled this one.`);
  }
  if (found.metric !== 'cosine') throw wrongIndex(name, `measures ${found.metric}, faces are compared by cosine; name an index with metric cosine.`);
}

function valueOf<T>(derived: { outcome: 'value'; value: T } | { outcome: 'absent' | 'error' }): T | undefined {
  return derived.outcome === 'value' ? derived.value : undefined;
}

function wrongIndex(name: string, problem: string, options?: ErrorOptions): VectorStoreSettingsError {
  return new VectorStoreSettingsError('PINECONE_INDEX_NAME', `index "${name}" ${problem}`, options);
}

/** A refused key and an unreachable address are settings; a Pinecone that is there but cannot now is not. */
function explained(error: unknown, { controllerUrl = 'https://api.pinecone.io', index }: PineconeVectorStoreOptions): unknown {
  if (!(error instanceof VectorStoreUnavailableError)) return error;
  const { cause } = error;
  if (!(cause instanceof PineconeRefusal)) {
    return new VectorStoreSettingsError('PINECONE_CONTROLLER_HOST', `${controllerUrl} does not answer; check the address and this machine's way out.`, { cause });
  }
  if (cause.status === 401 || cause.status === 403) {
    return new VectorStoreSettingsError('PINECONE_API_KEY', `${cause.message}; use a key of the project that holds index "${index}".`, { cause });
  }
  return error;
}
