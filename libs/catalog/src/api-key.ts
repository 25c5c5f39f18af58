/** What a key may do: see what is stored; store faces; send photos to see and to find people; change and delete. */
export const keyScopes = ['read', 'index', 'search', 'admin'] as const;

export type KeyScope = (typeof keyScopes)[number];

export interface NewApiKey {
  /** Whose it is, or what for. */
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** Only collections whose ids begin with it; default: every collection. */
  readonly collectionPrefix?: string;
  /** Requests; default: the service's limit. */
  readonly perMinute?: number;
}

/** A key as it is remembered. */
export interface ApiKey {
  readonly id: string;
  /** SHA-256 of the key, hex. */
  readonly digest: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** '': every collection. */
  readonly collectionPrefix: string;
  /** null: the service's limit. */
  readonly perMinute: number | null;
  /** Of the key itself, to recognise it by. */
  readonly lastFour: string;
  readonly createdAt: Date;
  /** null: it is good. */
  readonly revokedAt: Date | null;
}
