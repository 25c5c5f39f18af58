import type { HttpAnswer, HttpClient, HttpRequest } from './http-client';

export interface Load {
  /** Ms of each answer, in the order they came. */
  readonly times: readonly number[];
  /** Answers that were no 2xx, and requests without an answer. */
  readonly errors: readonly HttpAnswer[];
  readonly seconds: number;
}

export interface LoadOptions {
  /** The n-th request, from 0. */
  readonly next: (n: number) => HttpRequest;
  /** How many are in flight at once. */
  readonly connections: number;
  /** Asked before each request, with its number. */
  readonly goesOn: (n: number) => boolean;
}

/** Sends one request after the other on each connection until told to stop, and waits for the last answers. */
export async function load(client: HttpClient, { next, connections, goesOn }: LoadOptions): Promise<Load> {
  const times: number[] = [];
  const errors: HttpAnswer[] = [];
  let sent = 0;
  const work = async (): Promise<void> => {
    while (goesOn(sent)) {
      const answer = await client.send(next(sent++));
      times.push(answer.ms);
      if (answer.status < 200 || answer.status > 299) errors.push(answer);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  return { times, errors, seconds: (performance.now() - start) / 1000 };
}

/** For `goesOn`: that many requests, but no new one after so many seconds. */
export function atMost(count: number, seconds: number): (n: number) => boolean {
  const end = performance.now() + 1000 * seconds;
  return (n) => n < count && performance.now() < end;
}
