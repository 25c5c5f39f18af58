import { Logger } from '@nestjs/common';
import type { Index, PineconeRecord } from '@pinecone-database/pinecone';
import { answerOf } from './connect';
import { NamespaceWriter } from './namespace-writer';
import type { RetryPolicy, Transport } from './retrying-fetch';

const logger = new Logger('PineconeVectorStore');

/** A writer for each namespace that is written to. */
export class NamespaceWriters {
  private readonly writers = new Map<string, NamespaceWriter>();

  /** `index` leaves refusals to the writers (`paced`). */
  constructor(private readonly index: Index, private readonly policy: Pick<RetryPolicy, 'giveUpAfterMs'>, private readonly clock: Transport) {}

  async upsert(namespace: string, records: readonly PineconeRecord[]): Promise<void> {
    await (this.writers.get(namespace) ?? this.open(namespace)).upsert(records);
  }

  private open(namespace: string): NamespaceWriter {
    for (const [known, { isIdle }] of this.writers) if (isIdle) this.writers.delete(known);
    const send = (records: PineconeRecord[]) => answerOf(() => this.index.upsert({ records, namespace }));
    const onSlowed = () => logger.warn({ msg: 'Pinecone refuses upserts for being too many; they go on more slowly, with more records in each', collection: namespace });
    const writer = new NamespaceWriter({ send, giveUpAfterMs: this.policy.giveUpAfterMs, onSlowed, clock: this.clock });
    this.writers.set(namespace, writer);
    return writer;
  }
}
