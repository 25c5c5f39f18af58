import { table } from '../cli/table';
import type { Call } from './check';

/** A line for each call; 80 columns hold it. */
export function tableOf(calls: readonly Call[]): string {
  return table([['method', 'path', 'body', 'answer'], ...calls.map(({ operation, body, status }) => [...operation.split(' '), body, status])]);
}

/** The last line, for programs. An operation is well when all its calls are. */
export interface CheckedDocs {
  readonly operations: number;
  readonly ok: number;
  /** "POST /path (form): 400" */
  readonly failed: readonly string[];
}

export function lineOf(calls: readonly Call[]): CheckedDocs {
  const failed = calls.filter(({ status }) => !/^2\d\d$/.test(status));
  const all = new Set(calls.map(({ operation }) => operation));
  const ok = all.size - new Set(failed.map(({ operation }) => operation)).size;
  return { operations: all.size, ok, failed: failed.map(({ operation, body, status }) => `${operation}${body && ` (${body})`}: ${status}`) };
}
