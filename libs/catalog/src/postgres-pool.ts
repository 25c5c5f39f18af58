import { Logger } from '@nestjs/common';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Pool, types, type ClientConfig, type PoolClient } from 'pg';
import { CatalogUnavailableError } from './errors';
import type { PostgresCatalogOptions } from './types';

/** SQLSTATE classes and codes with which the server says "not now"; anything else it says is a mistake of ours. */
const notNow = /^(08|28|40|53|57|58|25006|55P03)/;
/** For a connection to be made, or to become free. */
const soonMs = 5_000;
/** Times and counts are bigint, which the driver would hand on as text; all of ours are exact as a number. */
const getTypeParser: typeof types.getTypeParser = (id, format) => (id === types.builtins.INT8 ? Number : types.getTypeParser(id, format));

export function configOf({ url, timeoutMs = 10_000 }: PostgresCatalogOptions): ClientConfig {
  return {
    connectionString: url,
    application_name: 'facerec catalog',
    connectionTimeoutMillis: Math.min(soonMs, timeoutMs),
    // The server gives a statement up first; when it cannot say so, we stop waiting.
    statement_timeout: timeoutMs,
    query_timeout: 1.5 * timeoutMs,
    idle_in_transaction_session_timeout: timeoutMs,
    keepAlive: true,
    types: { getTypeParser },
  };
}

/** A few connections for Kysely; what goes wrong with them comes out as `CatalogUnavailableError`. */
export class CatalogPool implements PostgresPool {
  private readonly logger = new Logger('Catalog');
  private readonly pool: Pool;

  constructor(options: PostgresCatalogOptions) {
    this.pool = new Pool({ ...configOf(options), max: options.connections ?? 4 });
    // Unheard, the error of a connection would end the process. Nobody waits for an idle one;
    this.pool.on('error', (error) => this.logger.warn(`An idle connection was lost: ${error.message}`));
    // one in use tells whoever uses it.
    this.pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async connect(): Promise<PostgresPoolClient> {
    try {
      return translating(await this.pool.connect());
    } catch (error) {
      throw translated(error);
    }
  }

  end(): Promise<void> {
    return this.pool.end();
  }
}

function translating(client: PoolClient): PostgresPoolClient {
  let broken = false;
  const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown> => {
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      // After anything but a plain refusal it may be gone, or still busy: nobody inherits it.
      broken ||= (error as { severity?: string }).severity !== 'ERROR';
      throw translated(error);
    }
  };
  return { query: query as PostgresPoolClient['query'], release: () => client.release(broken) };
}

/** What the server says carries a severity; an error without one is the driver's or the network's. */
function translated(error: unknown): unknown {
  const { severity, code, name } = error as { severity?: string; code?: string; name?: string };
  const unavailable = severity === undefined ? name !== 'TypeError' : notNow.test(code ?? '');
  return unavailable ? new CatalogUnavailableError({ cause: error }) : error;
}
