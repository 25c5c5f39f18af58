import fc, { type Arbitrary } from 'fast-check';
import type { DocumentedApi, Operation, Parameter } from './documented-api';
import type { Schema } from './schemas';
import { allowedValue, type KnownValues, oddText, oddValue, recordOf } from './values';

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Whether the document allows every value in it; undefined: it is no request for this route, or not JSON. */
  readonly allowed?: boolean;
}

interface Values {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const boundary = 'fuzz-7f3a';
const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;

/** Requests for one route: as documented, with one value that is not, and such as no client would send. */
export function requestsFor(api: DocumentedApi, operation: Operation, known: KnownValues): Arbitrary<FuzzRequest> {
  const asJson = documented(api, operation, known).chain((values) => fc.oneof(
    { weight: 4, arbitrary: fc.constant(values) },
    { weight: 5, arbitrary: withOddParameter(operation, values) },
    { weight: operation.requestBody === undefined ? 0 : 7, arbitrary: withOddField(values) },
  )).map((values) => jsonRequest(api, operation, values));
  const hasForm = operation.requestBody?.content['multipart/form-data'] !== undefined;
  return fc.oneof(
    { weight: 8, arbitrary: asJson },
    { weight: hasForm ? 3 : 0, arbitrary: asJson.chain((request) => formRequest(operation, request)) },
    { weight: 2, arbitrary: asJson.chain((request) => spoiled(operation, request)) },
  );
}

function documented(api: DocumentedApi, { path, parameters, requestBody }: Operation, { job_id: jobs = [], ...others }: KnownValues): Arbitrary<Values> {
  const known = path.startsWith('/api/v1/jobs/') ? { ...others, id: jobs } : others;
  const fields = parameters.map((parameter) => (
    { name: keyOf(parameter), value: allowedValue(api, parameter.schema, known, parameter.name), required: parameter.required === true }
  ));
  const schema = requestBody?.content['application/json']?.schema;
  return fc.record({
    parameters: recordOf(fields),
    body: schema === undefined ? fc.constant(undefined) : allowedValue(api, schema, known),
  });
}

function withOddParameter({ parameters }: Operation, values: Values): Arbitrary<Values> {
  if (parameters.length === 0) return fc.constant(values);
  return fc.tuple(fc.constantFrom(...parameters), oddText()).map(([parameter, text]) => ({ ...values, parameters: { ...values.parameters, [keyOf(parameter)]: text } }));
}

/** One field of the body, however deep, is another value, or missing, or one too many. */
function withOddField(values: Values): Arbitrary<Values> {
  const places = placesIn(values.body);
  return fc.tuple(fc.constantFrom(...places, ['fuzz']), fc.oneof({ weight: 6, arbitrary: oddValue() }, { weight: 1, arbitrary: fc.constant(undefined) }))
    .map(([place, odd]) => ({ ...values, body: replaced(values.body, place, odd) }));
}

function placesIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, item]) => placesIn(item, [...at, name]))];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], odd: unknown): unknown {
  if (name === undefined) return odd;
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? replaced(item, rest, odd) : item));
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return { ...object, [name]: replaced(object[name], rest, odd) };
}

function jsonRequest(api: DocumentedApi, operation: Operation, { parameters, body }: Values): FuzzRequest {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const text = schema === undefined || body === undefined ? undefined : JSON.stringify(body);
  const allowed = operation.parameters.every((parameter) => allows(api, parameter, parameters[keyOf(parameter)]))
    && (schema === undefined || (text !== undefined && api.allows(schema, JSON.parse(text))));
  return {
    ...placed(operation, parameters),
    ...(text !== undefined && { body: Buffer.from(text) }),
    allowed,
  };
}

function allows(api: DocumentedApi, { schema, required }: Parameter, value: unknown): boolean {
  if (value === undefined) return required !== true;
  const number = Number(value);
  return api.allows(schema, schema.type === 'integer' && value !== '' && !Number.isNaN(number) ? number : value);
}

function placed({ method, path, parameters, requestBody }: Operation, values: Readonly<Record<string, unknown>>): FuzzRequest {
  const given = parameters.flatMap((parameter) => {
    const value = values[keyOf(parameter)];
    return value === undefined ? [] : [{ ...parameter, text: String(value) }];
  });
  const query = given.filter((one) => one.in === 'query').map(({ name, text }) => `${name}=${escape(text)}`).join('&');
  const headers = given.filter((one) => one.in === 'header').map(({ name, text }) => [name.toLowerCase(), printable(text)]);
  return {
    method,
    // An empty name in a path is another route's path.
    path: path.replace(/\{(\w+)\}/g, (_, name: string) => escape(given.find((one) => one.in === 'path' && one.name === name)?.text || ' ')) + (query && `?${query}`),
    headers: { ...(requestBody !== undefined && { 'content-type': 'application/json' }), ...(Object.fromEntries(headers) as Record<string, string>) },
  };
}

function formRequest(operation: Operation, { allowed: _, ...request }: FuzzRequest): Arbitrary<FuzzRequest> {
  const { properties = {} } = operation.requestBody?.content['multipart/form-data']?.schema as Schema;
  const file = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(Buffer.from('ffd8ffe000104a46', 'hex'), Buffer.from('GIF89a'), Buffer.alloc(0)));
  const fields = Object.entries(properties).map(([name, { format }]) => [name, format === 'binary' ? fc.oneof(file, file, oddText()) : oddText()] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] }).map((form) => ({
    ...request, headers: { ...request.headers, 'content-type': `multipart/form-data; boundary=${boundary}` }, body: encodeForm(form as Readonly<Record<string, Uint8Array | string>>),
  }));
}

function encodeForm(form: Readonly<Record<string, Uint8Array | string>>): Buffer {
  const parts = Object.entries(form).flatMap(([name, value]) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"${typeof value === 'string' ? '' : '; filename="photo.jpg"\r\ncontent-type: image/jpeg'}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

/** Broken on its way, or sent by something that is no client of this API. */
function spoiled(operation: Operation, { allowed: _, ...request }: FuzzRequest): Arbitrary<FuzzRequest> {
  const { path, headers, body = Buffer.from('{}') } = request;
  return fc.constantFrom<Partial<FuzzRequest>>(
    { body: body.subarray(0, body.length >> 1) },
    { body: Buffer.alloc(0) },
    { body: Buffer.from('[1,2') },
    { body: Buffer.from('{"__proto__":{"a":1}}') },
    { body: Buffer.from(deep) },
    { body: Buffer.from(`{"image":${deep},"metadata":{"a":${deep}},"keys":${deep}}`) },
    { body: Buffer.from([0xff, 0xfe, 0x00]) },
    { headers: { ...headers, 'content-type': 'text/plain' } },
    { headers: { ...headers, 'content-type': 'multipart/form-data' } },
    { headers: { ...headers, 'content-type': 'application/json; charset=utf-16' } },
    { headers: { ...headers, 'content-type': '' } },
    { headers: { ...headers, accept: 'image/png', 'accept-encoding': 'br', 'x-request-id': 'two words', authorization: 'Basic OjpmdXp6' } },
    { path: `${path}${path.includes('?') ? '&' : '?'}limit=1&limit=2&cursor[a]=b&collection_id[]=x&force=true&force=false` },
    ...(operation.path.endsWith('}') ? ['%zz', '%ff%fe'].map((name) => ({ path: path.replace(/\/[^/]+$/, `/${name}`) })) : []),
    { path: `${path}?${'a'.repeat(9000)}` },
  ).map((change) => ({ ...request, ...change }));
}

function keyOf(parameter: Parameter): string {
  return `${parameter.in} ${parameter.name}`;
}

/** Percent-encoded, lone surrogates as a client would that knows nothing of them. */
function escape(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e\x80-\xff]/g, '?');
}
