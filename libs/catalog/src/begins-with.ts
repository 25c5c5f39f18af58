import { sql, type RawBuilder } from 'kysely';

/** In every database and collation letter by letter: LIKE takes "_" for any letter, and SQLite's "A" for "a". */
export function beginsWith(column: string, prefix: string): RawBuilder<boolean> {
  return sql<boolean>`substr(${sql.ref(column)}, 1, ${prefix.length}) = ${prefix}`;
}
