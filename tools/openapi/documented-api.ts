import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { closed, type Schema, withNulls } from './schemas';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}

type Content = Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown; readonly examples?: Readonly<Record<string, unknown>> }>>;

/** As it stands in the document; `key` is "POST /api/v1/detect". */
export interface Operation {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content; readonly headers?: Readonly<Record<string, unknown>> }>>;
}

export interface OpenApiDocument {
  /** In the order of their display. */
  readonly tags?: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, object>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> };
}

export interface Answered {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed when it is JSON. */
  readonly body: unknown;
}

const methods = ['get', 'post', 'patch', 'put', 'delete'] as const;

/** An OpenAPI 3.0 document that requests and answers can be held against. */
export class DocumentedApi {
  readonly operations: readonly Operation[];
  private readonly answers = new Ajv({ strict: false, allErrors: true });
  private readonly requests = new Ajv({ strict: false });
  private readonly compiled = new Map<unknown, ValidateFunction>();

  constructor(readonly document: OpenApiDocument) {
    this.operations = Object.entries(document.paths).flatMap(([path, item]) => methods.flatMap((method) => operationOf(path, method, item)));
    const description = withNulls({ $id: 'api', components: document.components }) as object;
    this.requests.addSchema(description);
    this.answers.addSchema(closed(description) as object);
    for (const ajv of [this.answers, this.requests]) addFormats(ajv);
  }

  operation(key: string): Operation {
    const found = this.operations.find((operation) => operation.key === key);
    if (found === undefined) throw new Error(`${key} is not documented.`);
    return found;
  }

  /** Where an answer departs from what is documented: its status, type, body, code and headers. */
  departures(operation: Operation, { status, headers, body }: Answered): string[] {
    const documented = operation.responses[status];
    if (documented === undefined) return [`status ${status} is not documented: ${JSON.stringify(body)}`];
    const missing = ['x-request-id', ...(status === 429 || status === 503 ? ['retry-after'] : [])].filter((name) => headers[name] === undefined);
    const type = String(headers['content-type'] ?? '').split(';', 1)[0] ?? '';
    const content = documented.content?.[type];
    if (content === undefined) return [`${status} is not documented as "${type}"`];
    const { code } = (body ?? {}) as { readonly code?: string };
    return [
      ...missing.map((name) => `${status} has no ${name}`),
      ...(content.examples !== undefined && !Object.hasOwn(content.examples, code ?? '') ? [`${status} is not documented with the code ${code}`] : []),
      ...this.errors(content.schema, body),
    ];
  }

  /** Where a value departs from a schema for answers. */
  errors(schema: Schema, value: unknown): string[] {
    if (schema.format === 'binary') return [];
    const validate = this.validator(this.answers, schema, (one) => closed(withNulls(one)));
    return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message, params }) => `body${instancePath} ${message} ${JSON.stringify(params)}`);
  }

  /** Whether a request may hold this value. */
  allows(schema: Schema, value: unknown): boolean {
    return this.validator(this.requests, schema, withNulls)(value) as boolean;
  }

  resolve(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    return this.document.components?.schemas?.[schema.$ref.slice('#/components/schemas/'.length)] as Schema;
  }

  private validator(ajv: Ajv, schema: Schema, convert: (schema: unknown) => unknown): ValidateFunction {
    const known = this.compiled.get(schema);
    if (known !== undefined) return known;
    const made = ajv.compile(JSON.parse(JSON.stringify(convert(schema)).replaceAll('"#/components/', '"api#/components/')) as object);
    this.compiled.set(schema, made);
    return made;
  }
}

function operationOf(path: string, method: string, item: object): Operation[] {
  const operation = (item as Record<string, Omit<Operation, 'key'> | undefined>)[method];
  return operation === undefined ? [] : [{ ...operation, key: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path, parameters: operation.parameters ?? [] }];
}
