import { Errors, Pinecone } from '@pinecone-database/pinecone';
import { VectorStoreUnavailableError } from '../errors';
import type { PineconeVectorStoreOptions } from './pinecone-options';
import { retryingFetch, type RetryPolicy, type Transport } from './retrying-fetch';

const BRISK_GIVE_UP_MS = 5_000;

/** For whoever can wait: indexing repeats a message only after minutes. */
export function patient({ timeoutMs = 10_000, giveUpAfterMs = 30_000 }: PineconeVectorStoreOptions): RetryPolicy {
  return { attempts: 8, firstPauseMs: 250, longestPauseMs: 8_000, timeoutMs, giveUpAfterMs };
}

/** For whoever must know soon: somebody waits for the search, and a ping that takes long is an answer too. */
export function brisk(options: PineconeVectorStoreOptions): RetryPolicy {
  const { timeoutMs, giveUpAfterMs } = patient(options);
  return { attempts: 3, firstPauseMs: 100, longestPauseMs: 1_000, timeoutMs, giveUpAfterMs: Math.min(giveUpAfterMs, BRISK_GIVE_UP_MS) };
}

/** For a writer that paces itself. */
export function paced(options: PineconeVectorStoreOptions): RetryPolicy {
  return { ...patient(options), leavesRefusals: true };
}

/** The SDK without repetitions of its own: it repeats 5xx only, and its errors drop status and Retry-After. */
export function connect({ apiKey, controllerUrl }: PineconeVectorStoreOptions, policy: RetryPolicy, transport: Transport): Pinecone {
  return new Pinecone({ apiKey, controllerHostUrl: controllerUrl, maxRetries: 0, fetchApi: retryingFetch(policy, transport) });
}

/** Takes what `retryingFetch` threw out of the SDK's wrapping. */
export async function answerOf<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof Errors.PineconeConnectionError && error.cause instanceof VectorStoreUnavailableError ? error.cause : error;
  }
}

/** As `answerOf`, with undefined for a namespace or an index that does not exist. */
export async function answerIfFound<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await answerOf(call);
  } catch (error) {
    if (error instanceof Errors.PineconeNotFoundError) return undefined;
    throw error;
  }
}
