import { Logger } from '@nestjs/common';
import { Pool, type ClientBase, type ClientConfig } from 'pg';
import { VectorStoreUnavailableError } from '../errors';
import type { PgVectorStoreOptions } from './pg-options';

/** SQLSTATE classes and codes with which the server says "not now"; anything else it says is a mistake of ours. */
const NOT_NOW = /^(08|28|40|53|57|58|25006|55P03)/;
const CONFLICT = /^40(001|P01)$/;
/** Of a transaction that met another one. */
const ATTEMPTS = 4;
/** For a connection to be made, or to become free. */
const SOON_MS = 5_000;

export function configOf({ url, timeoutMs = 10_000 }: PgVectorStoreOptions): ClientConfig {
  return {
    connectionString: url,
    application_name: 'facerec vectors',
    connectionTimeoutMillis: Math.min(SOON_MS, timeoutMs),
    // The server gives a statement up first; when it cannot say so, we stop waiting.
    statement_timeout: timeoutMs,
    query_timeout: 1.5 * timeoutMs,
    idle_in_transaction_session_timeout: timeoutMs,
    keepAlive: true,
  };
}

/** A few connections; what goes wrong with them comes out as `VectorStoreUnavailableError`. */
export class PgConnections {
  private readonly logger = new Logger('PgVectorStore');
  private readonly pool: Pool;
  private readonly inHand = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;

  constructor(options: PgVectorStoreOptions) {
    this.pool = new Pool({ ...configOf(options), max: options.connections ?? 4 });
    // Unheard, the error of a connection would end the process. Nobody waits for an idle one;
    this.pool.on('error', (error) => this.logger.warn(`An idle connection was lost: ${error.message}`));
    // one in use tells whoever uses it.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  /** One statement, or several that need no transaction. */
  async ask<T>(use: (client: ClientBase) => Promise<T>): Promise<T> {
    if (this.closing !== undefined) throw unavailable(new Error('This PgVectorStore is closed.'));
    const asked = this.withClient(use);
    this.inHand.add(asked);
    try {
      return await asked;
    } catch (error) {
      throw isUnavailable(error) ? unavailable(error) : error;
    } finally {
      this.inHand.delete(asked);
    }
  }

  /** All or nothing; repeated when it and another transaction waited for each other. */
  async transaction<T>(use: (client: ClientBase) => Promise<T>): Promise<T> {
    return this.ask(async (client) => {
      for (let attempt = 1; ; attempt++) {
        try {
          await client.query('begin');
          const answer = await use(client);
          await client.query('commit');
          return answer;
        } catch (error) {
          if (attempt === ATTEMPTS || !CONFLICT.test((error as { code?: string }).code ?? '')) throw error;
          await client.query('rollback');
        }
      }
    });
  }

  /** Calls in hand finish first, those that wait for a connection as well. */
  close(): Promise<void> {
    return (this.closing ??= Promise.allSettled(this.inHand).then(() => this.pool.end()));
  }

  private async withClient<T>(use: (client: ClientBase) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let failed = true;
    try {
      const answer = await use(client);
      failed = false;
      return answer;
    } finally {
      // After a failure it may be in a transaction, or broken: it is closed, and nobody inherits its state.
      client.release(failed);
    }
  }
}

/** What the server says carries a severity; an error without one is the driver's or the network's. */
function isUnavailable(error: unknown): boolean {
  const { severity, code, name } = error as { severity?: string; code?: string; name?: string };
  return severity === undefined ? name !== 'TypeError' : NOT_NOW.test(code ?? '');
}

function unavailable(cause: unknown): VectorStoreUnavailableError {
  return new VectorStoreUnavailableError('pgvector', { cause });
}
