import type { ClientBase } from 'pg';

/** Counting up to the limit costs milliseconds; a collection that has grown or shrunk is noticed this much later. */
const TRUSTED_MS = 10_000;
const REMEMBERED = 1_000;

/** Which collections are small enough for an exact search. */
export class CollectionSizes {
  private readonly known = new Map<string, { readonly small: boolean; readonly until: number }>();

  constructor(private readonly table: string, private readonly smallRows: number) {}

  async isSmall(client: ClientBase, collection: string): Promise<boolean> {
    const known = this.known.get(collection);
    if (known !== undefined && known.until > Date.now()) return known.small;
    const small = (await this.rowsUpTo(client, collection, this.smallRows + 1)) <= this.smallRows;
    if (this.known.size >= REMEMBERED) this.known.clear();
    this.known.set(collection, { small, until: Date.now() + TRUSTED_MS });
    return small;
  }

  forget(collection: string): void {
    this.known.delete(collection);
  }

  private async rowsUpTo(client: ClientBase, collection: string, limit: number): Promise<number> {
    const { rows } = await client.query<{ rows: string }>(`select count(*) as rows from (select from ${this.table} where collection = $1 limit $2) as counted`, [collection, limit]);
    return Number(rows[0]?.rows);
  }
}
