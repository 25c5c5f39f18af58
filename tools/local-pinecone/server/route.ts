import { ApiError, rpcError } from './api-error.ts';
import { controlRoutes } from './control-plane.ts';
import { dataRoutes } from './data-plane.ts';
import type { PineconeState } from './pinecone-state.ts';

export interface RoutedRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: Record<string, unknown>;
}

const DEFAULT_NAMESPACE = '__default__';

/** /indexes… is the control plane, /hosts/INDEX/… the data plane of one index. */
export function route(state: PineconeState, { method, url, body }: RoutedRequest): { status: number; body: object } {
  const [, plane, name = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  if (plane === 'indexes' && rest.length === 0) {
    const handle = controlRoutes[name === '' ? `${method} /indexes` : `${method} /indexes/{name}`];
    if (handle) return handle({ state, origin: url.origin, name, body });
  }
  if (plane !== 'hosts') throw new ApiError(404, 'Not Found');
  const [first, second] = rest;
  const inPath = first === 'namespaces' && second !== undefined;
  const handle = dataRoutes[`${method} /${inPath ? 'namespaces/{namespace}' : rest.join('/')}`];
  if (handle === undefined) throw rpcError(404, `Not found: ${method} ${url.pathname}`);
  const named = inPath ? second : (url.searchParams.get('namespace') ?? body['namespace']);
  const namespace = String(named ?? '') || DEFAULT_NAMESPACE;
  const index = state.get(name);
  return { status: 200, body: handle({ index, body, query: url.searchParams, namespace, write: (write) => state.write(name, write) }) };
}
