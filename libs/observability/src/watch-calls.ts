/** The methods of T that answer with a promise. */
export type AsyncMethod<T> = { [M in keyof T]: T[M] extends (...facts: never[]) => Promise<unknown> ? M : never }[keyof T] & string;

/** Makes one call and answers as it does; what is noted on the way is its own affair. */
export type Around = (method: string, call: () => Promise<unknown>, facts: readonly unknown[]) => Promise<unknown>;

/**
 * Has each call of these methods of one object go through `around`; everything else of it stays as it is. Libs are watched from
 * outside by this, and need not know that anybody counts.
 */
export function watchCalls<T extends object>(target: T, methods: readonly AsyncMethod<T>[], around: Around): void {
  for (const method of methods) {
    const original = target[method] as (...facts: unknown[]) => Promise<unknown>;
    const watched = (...facts: unknown[]): Promise<unknown> => around(method, () => original.apply(target, facts), facts);
    Object.defineProperty(target, method, { value: watched, configurable: true, writable: true });
  }
}
