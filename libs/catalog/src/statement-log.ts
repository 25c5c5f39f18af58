import type { LogConfig, OperationNode, RootOperationNode } from 'kysely';
import type { CatalogStatement } from './types';

/** Tells `listener` of each statement when it is over; without one kysely does not even look at its clock. */
export function statementLog(listener: ((statement: CatalogStatement) => void) | undefined): LogConfig | undefined {
  if (listener === undefined) return undefined;
  return (event) => listener({
    operation: operationOf(event.query.query),
    ms: event.queryDurationMillis,
    ...(event.level === 'error' && { error: event.error }),
  });
}

/** "insert receipts": what, and in which table. */
function operationOf(root: RootOperationNode): string {
  switch (root.kind) {
    case 'SelectQueryNode': return `select ${tableOf(root.from?.froms[0])}`;
    case 'InsertQueryNode': return `insert ${tableOf(root.into)}`;
    case 'UpdateQueryNode': return `update ${tableOf(root.table)}`;
    case 'DeleteQueryNode': return `delete ${tableOf(root.from.froms[0])}`;
    default: return 'other';
  }
}

function tableOf(node: OperationNode | undefined): string {
  if (node === undefined) return 'other';
  if ('table' in node) {
    const { table } = node as { table: OperationNode & { identifier?: { name: string } } };
    return table.identifier?.name ?? tableOf(table);
  }
  return 'node' in node ? tableOf((node as { node: OperationNode }).node) : 'other';
}
