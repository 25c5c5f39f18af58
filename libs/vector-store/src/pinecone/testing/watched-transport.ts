import { realTransport, type Transport } from '../retrying-fetch';

/** Real requests without the pauses between them, and what was asked for. */
export function watchedTransport() {
  const pauses: number[] = [];
  const requests: { path: string; bytes: number; records: number }[] = [];
  const state = { underWay: 0, most: 0 };
  const transport: Transport = {
    ...realTransport,
    sleep: async (ms) => { pauses.push(ms); },
    fetch: async (input, init) => {
      const body = String(init?.body ?? '');
      const { vectors, ids } = (body === '' ? {} : JSON.parse(body)) as { vectors?: unknown[]; ids?: unknown[] };
      requests.push({ path: String(input), bytes: Buffer.byteLength(body), records: (vectors ?? ids ?? []).length });
      state.most = Math.max(state.most, ++state.underWay);
      return fetch(input, init).finally(() => state.underWay--);
    },
  };
  return { transport, pauses, requests, state };
}
