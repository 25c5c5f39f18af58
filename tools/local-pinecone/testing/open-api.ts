import Ajv, { type ValidateFunction } from 'ajv';
import { parse } from 'yaml';

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Record<string, { readonly content?: Content }>;
}
type Content = Record<string, { readonly schema: { readonly $ref: string } }>;

export interface Exchange {
  readonly method: string;
  /** Below the host of the index. */
  readonly url: URL;
  readonly headers: Headers;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseBody: unknown;
}

/** Checks exchanges against an OpenAPI 3.0 description whose bodies are all JSON and all behind a $ref. */
export class OpenApi {
  private readonly paths: Record<string, Record<string, Operation>>;
  private readonly ajv = new Ajv({ allErrors: true, logger: false, strict: false, validateFormats: false, validateSchema: false });

  constructor(yaml: string) {
    const { paths, components } = parse(yaml) as { paths: OpenApi['paths']; components: object };
    this.paths = paths;
    this.ajv.addSchema(closed({ $id: 'description', components }) as object);
  }

  /** What does not fit, one line each, and the operation that was meant. */
  check({ method, url, headers, requestBody, status, responseBody }: Exchange): { operation: string; problems: string[] } {
    const [path, operations] = Object.entries(this.paths).find(([template]) => matches(template, url.pathname)) ?? [];
    const operation = operations?.[method.toLowerCase()];
    if (operation === undefined) return { operation: `${method} ${url.pathname}`, problems: ['is not described'] };
    const response = operation.responses[status] ?? operation.responses[`${String(status)[0]}XX`];
    const problems = [
      ...this.problems('request', operation.requestBody?.content, requestBody),
      ...this.problems('response', response?.content, responseBody),
      ...parameterProblems(operation, url, headers),
      ...(response === undefined ? [`status ${status} is not described`] : []),
    ];
    return { operation: `${method} ${path}`, problems };
  }

  private problems(what: string, content: Content | undefined, body: unknown): string[] {
    if (content === undefined) return body === undefined ? [] : [`${what} has a body`];
    const validate = this.ajv.compile({ $ref: `description${content['application/json']?.schema.$ref}` }) as ValidateFunction;
    return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message, params }) => `${what}${instancePath} ${message} ${JSON.stringify(params)}`);
  }
}

function parameterProblems({ parameters = [] }: Operation, url: URL, headers: Headers): string[] {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const missing = parameters.filter(({ required, in: place, name }) => required === true
    && ((place === 'query' && !url.searchParams.has(name)) || (place === 'header' && !headers.has(name))));
  const unknown = [...url.searchParams.keys()].filter((key) => !inQuery.some(({ name }) => name === key));
  return [...missing.map(({ name }) => `parameter ${name} is missing`), ...unknown.map((name) => `parameter ${name} is not described`)];
}

function matches(template: string, path: string): boolean {
  return new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
}

/** Objects whose properties are listed may have no others: a misspelt name would pass otherwise, most being optional. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, key === 'example' ? value : closed(value)]));
  const listsProperties = copy['type'] === 'object' && typeof copy['properties'] === 'object';
  return listsProperties && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}
