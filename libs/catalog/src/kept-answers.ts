import { Injectable } from '@nestjs/common';
import { Catalog } from './catalog';
import type { KeptAnswer } from './types';

/** After that a request that never ended is taken for dead, and another may take its place. */
const busyMs = 120_000;

/** Answers of requests that may be sent again: the same request gets the same answer, and its work is done once. */
@Injectable()
export class KeptAnswers {
  constructor(private readonly catalog: Catalog) {}

  /** undefined: it is the caller's to answer, and to `keep` or `drop`. */
  async begin(id: string, fingerprint: string, ttlMs: number): Promise<KeptAnswer | undefined> {
    const now = Date.now();
    await this.catalog.db.deleteFrom('kept_answers').where('expires_at', '<=', now).execute();
    const begun = { fingerprint, answer: null, busy_until: now + busyMs, expires_at: now + ttlMs };
    const row = await this.catalog.db.insertInto('kept_answers')
      .values({ id, ...begun })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(begun)
        .where('kept_answers.answer', 'is', null)
        .where('kept_answers.busy_until', '<=', now))
      .returning('id')
      .executeTakeFirst();
    if (row !== undefined) return undefined;
    const kept = await this.catalog.db.selectFrom('kept_answers').selectAll().where('id', '=', id).executeTakeFirst();
    // Dropped in between: as if it were still going on, the client comes again.
    return { fingerprint: kept?.fingerprint ?? fingerprint, answer: kept?.answer ?? null };
  }

  async keep(id: string, answer: string): Promise<void> {
    await this.catalog.db.updateTable('kept_answers').set({ answer, busy_until: 0 }).where('id', '=', id).execute();
  }

  async drop(id: string): Promise<void> {
    await this.catalog.db.deleteFrom('kept_answers').where('id', '=', id).where('answer', 'is', null).execute();
  }
}
