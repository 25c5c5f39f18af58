import { rpcError } from './api-error.ts';
import type { Metadata } from './vector-index.ts';

/** The part of Pinecone's filter language that is spoken here: {key: value}, $eq, $in, $and. */
export function matchesFilter(metadata: Metadata, filter: Record<string, unknown>): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    if (key === '$and') return (condition as Record<string, unknown>[]).every((part) => matchesFilter(metadata, part));
    const conditions = typeof condition === 'object' && condition !== null ? condition : { $eq: condition };
    return Object.entries(conditions).every(([operator, operand]) => matchesValue(metadata[key], operator, operand));
  });
}

function matchesValue(value: Metadata[string] | undefined, operator: string, operand: unknown): boolean {
  const held: unknown[] = Array.isArray(value) ? value : [value];
  switch (operator) {
    case '$eq':
      return held.includes(operand);
    case '$in':
      return held.some((one) => (operand as unknown[]).includes(one));
    default:
      throw rpcError(400, `${operator} is not a valid operator here: the local server knows $eq, $in and $and.`);
  }
}
