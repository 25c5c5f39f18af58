import { controlError } from './api-error.ts';
import { Journal, type Entry } from './journal.ts';
import { VectorIndex, type IndexDescription, type Lag, type Write } from './vector-index.ts';

/** All indexes of the one project that this server has. */
export class PineconeState {
  /** Of every write from now on. */
  lag: Lag = { ms: 0, reads: 0 };
  private readonly indexes = new Map<string, VectorIndex>();
  private readonly journal: Journal;

  constructor(file?: string) {
    this.journal = new Journal(file);
    for (const entry of this.journal.read()) this.apply(entry);
  }

  list(): VectorIndex[] {
    return [...this.indexes.values()];
  }

  get(name: string): VectorIndex {
    const index = this.indexes.get(name);
    if (index === undefined) throw controlError(404, 'NOT_FOUND', `Resource ${name} not found`);
    return index;
  }

  create(description: IndexDescription): void {
    if (this.indexes.has(description.name)) throw controlError(409, 'ALREADY_EXISTS', `Resource ${description.name} already exists`);
    this.change({ create: description });
  }

  drop(name: string): void {
    this.get(name);
    this.change({ drop: name });
  }

  write(index: string, write: Write): void {
    this.change({ index, write });
  }

  private change(entry: Entry): void {
    this.journal.append(entry);
    this.apply(entry);
  }

  private apply(entry: Entry): void {
    if ('create' in entry) this.indexes.set(entry.create.name, new VectorIndex(entry.create));
    else if ('drop' in entry) this.indexes.delete(entry.drop);
    else this.get(entry.index).write(entry.write, this.lag);
  }
}
