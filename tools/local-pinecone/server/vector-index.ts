import { matchesFilter } from './metadata-filter.ts';

export type Metadata = Record<string, string | number | boolean | string[]>;

export interface StoredVector {
  readonly id: string;
  /** float32 */
  readonly values: number[];
  readonly metadata?: Metadata;
}

export interface IndexDescription {
  readonly name: string;
  readonly dimension: number;
  readonly metric: string;
  readonly cloud: string;
  readonly region: string;
}

export type Write =
  | { readonly op: 'upsert'; readonly namespace: string; readonly vectors: StoredVector[] }
  | { readonly op: 'delete'; readonly namespace: string; readonly ids: string[] }
  | { readonly op: 'deleteNamespace'; readonly namespace: string };

/** How long, or for how many reads, a write stays invisible. */
export interface Lag {
  readonly ms: number;
  readonly reads: number;
}

type Namespaces = Map<string, Map<string, StoredVector>>;

/** One index: what was written, and what reads see of it by now. Writes become visible in their order. */
export class VectorIndex {
  readonly description: IndexDescription;
  private readonly written: Namespaces = new Map();
  private readonly visible: Namespaces = new Map();
  private readonly pending: { write: Write; dueAt: number; reads: number }[] = [];

  constructor(description: IndexDescription) {
    this.description = description;
  }

  write(write: Write, lag: Lag): void {
    apply(this.written, write);
    this.pending.push({ write, dueAt: Date.now() + lag.ms, reads: lag.reads });
  }

  hasNamespace(namespace: string): boolean {
    return this.written.has(namespace);
  }

  /** Counts as one read. */
  read(): ReadonlyMap<string, ReadonlyMap<string, StoredVector>> {
    while (this.pending[0] !== undefined && this.pending[0].dueAt <= Date.now() && this.pending[0].reads <= 0) {
      apply(this.visible, this.pending[0].write);
      this.pending.shift();
    }
    for (const waiting of this.pending) waiting.reads--;
    return this.visible;
  }

  /** In the order of their ids. */
  find(namespace: string, filter?: Record<string, unknown>): StoredVector[] {
    const all = [...(this.read().get(namespace)?.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
    return filter === undefined ? all : all.filter(({ metadata }) => matchesFilter(metadata ?? {}, filter));
  }
}

function apply(namespaces: Namespaces, write: Write): void {
  if (write.op === 'deleteNamespace') {
    namespaces.delete(write.namespace);
    return;
  }
  if (write.op === 'delete') {
    for (const id of write.ids) namespaces.get(write.namespace)?.delete(id);
    return;
  }
  const namespace = namespaces.get(write.namespace) ?? new Map<string, StoredVector>();
  namespaces.set(write.namespace, namespace);
  for (const vector of write.vectors) namespace.set(vector.id, vector);
}
