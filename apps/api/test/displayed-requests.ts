import type { DocumentedApi, Operation, Parameter } from '../../../tools/openapi/documented-api';

/** What Swagger UI sends when nothing of what it displays is changed. */
export interface DisplayedRequest {
  readonly operation: Operation;
  /** With its query. */
  readonly path: string;
  readonly body: unknown;
}

/** Of every route, from the top of the page to its bottom: by tag, and within one as documented, deletions last. */
export function displayedRequests({ document, operations }: DocumentedApi): DisplayedRequest[] {
  const tags = (document.tags ?? []).map(({ name }) => name);
  const placeOf = ({ tags: [tag = ''] = [], method }: Operation): number => 2 * tags.indexOf(tag) + Number(method === 'DELETE');
  return operations.toSorted((a, b) => placeOf(a) - placeOf(b)).map(displayedRequest);
}

function displayedRequest(operation: Operation): DisplayedRequest {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => shown(operation.parameters.find((one) => one.in === 'path' && one.name === name)));
  const query = operation.parameters.filter((one) => one.in === 'query' && shown(one) !== '').map((one) => `${one.name}=${shown(one)}`).join('&');
  return { operation, path: query === '' ? path : `${path}?${query}`, body: operation.requestBody?.content['application/json']?.example };
}

/** '': an empty field, which is not sent. */
function shown(parameter: Parameter | undefined): string {
  const { example, schema } = parameter ?? {};
  return encodeURIComponent(String(example ?? schema?.example ?? schema?.default ?? ''));
}
