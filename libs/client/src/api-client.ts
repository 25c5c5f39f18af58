import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema';

/** Every route with its parameters, bodies and answers, as libs/client/openapi.json has them. */
export type ApiClient = Client<paths>;

export interface ApiClientOptions {
  /** Such as http://127.0.0.1:3000 */
  readonly url: string;
  /** For a service that has keys. */
  readonly key?: string;
}

/** An answer other than 2xx. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(readonly status: number, readonly problem: components['schemas']['Problem']) {
    super(`the API answers ${status}: ${problem.detail}`);
  }
}

/** A client for one service. A body with a Blob in it is sent as a form, every other one as JSON. */
export function createApiClient({ url, key }: ApiClientOptions): ApiClient {
  return createClient<paths>({ baseUrl: url, bodySerializer: serializeBody, ...(key !== undefined && { headers: { authorization: `Bearer ${key}` } }) });
}

/** What was answered. Throws `ApiError` for everything but 2xx. */
export async function dataOf<T>(request: Promise<{ readonly data?: T; readonly error?: components['schemas']['Problem']; readonly response: Response }>): Promise<T> {
  const { data, error, response } = await request;
  if (error !== undefined) throw new ApiError(response.status, error);
  return data as T;
}

function serializeBody(body: unknown): FormData | string {
  const fields = Object.entries(body as Readonly<Record<string, unknown>>);
  if (!fields.some(([, value]) => value instanceof Blob)) return JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of fields) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined) form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return form;
}
