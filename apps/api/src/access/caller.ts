import type { KeyScope } from '@facerec/catalog';

/** Whoever sent a request, as far as it matters here: what the key may do. */
export interface Caller {
  /** Tells callers apart, in logs too; no key follows from it. */
  readonly id: string;
  readonly scopes: readonly KeyScope[];
  /** Only collections whose ids begin with it; '': every collection. */
  readonly collectionPrefix: string;
  /** Requests; undefined: the service's limit; 0: as many as come. */
  readonly perMinute?: number;
}

declare module 'node:http' {
  interface IncomingMessage {
    /** For its log line: `Caller.id`. */
    callerId?: string;
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the key was found good; never on the open routes. */
    caller?: Caller;
  }
  interface FastifyContextConfig {
    /** Set by `Needs`. */
    scope?: KeyScope;
    /** Set by `NeedsAllCollections`. */
    aboutAllCollections?: boolean;
  }
}
