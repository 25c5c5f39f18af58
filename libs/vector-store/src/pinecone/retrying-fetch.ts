import { VectorStoreUnavailableError } from '../errors';

/** How long one request is repeated. The pauses follow "full jitter": random between 0 and a bound that doubles. */
export interface RetryPolicy {
  /** Tries of one request, the first included. */
  readonly attempts: number;
  /** Bound of the first pause, ms. */
  readonly firstPauseMs: number;
  /** Where the bound stops growing, ms. */
  readonly longestPauseMs: number;
  /** One try, its body included, ms. */
  readonly timeoutMs: number;
  /** All tries and pauses together, ms. */
  readonly giveUpAfterMs: number;
  /** Too many requests (429) are the caller's affair: they are not repeated here. */
  readonly leavesRefusals?: boolean;
}

/** What the outside world does; tests bring their own. */
export interface Transport {
  readonly fetch: typeof fetch;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** 0..1 */
  readonly random: () => number;
}

export const realTransport: Transport = {
  fetch: (input, init) => fetch(input, init),
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/** Pinecone answered that it will not do it now, or not for this key. */
export class PineconeRefusal extends Error {
  override readonly name = 'PineconeRefusal';
  constructor(readonly status: number, answer: string, readonly retryAfterMs?: number) {
    super(`Pinecone answered ${status}: ${answer.slice(0, 300)}`);
  }
}

/**
 * A fetch that repeats what may succeed later: 408, 429 (after its Retry-After), 5xx, time-outs and broken connections, a
 * stale keep-alive socket among them. Everything sent to Pinecone may be repeated: records are written and deleted by id.
 * Rejects with `VectorStoreUnavailableError` (its cause: the last failure) when it gives up, and at once on a key or an
 * account that Pinecone refuses; other answers are returned with their body read.
 */
export function retryingFetch(policy: RetryPolicy, transport: Transport): typeof fetch {
  return async (input, init) => {
    const deadline = transport.now() + policy.giveUpAfterMs;
    for (let attempt = 1; ; attempt++) {
      const outcome = await tryOnce(transport.fetch, Math.min(policy.timeoutMs, deadline - transport.now()), [input, init]);
      if (outcome instanceof Response) return outcome;
      const pauseMs = pauseAfter(outcome, attempt, policy, transport.random);
      if (attempt === policy.attempts || isFinal(outcome, policy) || transport.now() + pauseMs >= deadline) {
        throw new VectorStoreUnavailableError('Pinecone', { cause: outcome });
      }
      await transport.sleep(pauseMs);
    }
  };
}

async function tryOnce(fetch_: typeof fetch, timeoutMs: number, [input, init]: Parameters<typeof fetch>): Promise<Response | Error> {
  try {
    const response = await fetch_(input, { ...init, signal: AbortSignal.timeout(Math.max(1, Math.ceil(timeoutMs))) });
    // Read here, so that a connection lost in mid-answer is repeated too.
    const body = await response.arrayBuffer();
    const { status, statusText, headers } = response;
    if (mayBeReturned(status)) return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
    return new PineconeRefusal(status, new TextDecoder().decode(body), retryAfterMs(headers.get('retry-after')));
  } catch (error) {
    return error as Error;
  }
}

function mayBeReturned(status: number): boolean {
  return status < 500 && status !== 408 && status !== 429 && !isAboutTheAccount(status);
}

/** Bad key, unpaid bill, quota: repeating does not help, but the request itself is not at fault. */
function isAboutTheAccount(status: number): boolean {
  return status === 401 || status === 402 || status === 403;
}

function isFinal(failure: Error, { leavesRefusals = false }: RetryPolicy): boolean {
  return failure instanceof PineconeRefusal && (isAboutTheAccount(failure.status) || (leavesRefusals && failure.status === 429));
}

function pauseAfter(failure: Error, attempt: number, policy: RetryPolicy, random: () => number): number {
  const bound = Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** (attempt - 1));
  const told = failure instanceof PineconeRefusal ? (failure.retryAfterMs ?? 0) : 0;
  return told + random() * bound;
}

/** RFC 9110: seconds, or a date. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
