import fc, { type Arbitrary } from 'fast-check';
import type { DocumentedApi } from './documented-api';
import type { Schema } from './schemas';

/** What no field expects, and what programs trip over. */
const oddities: readonly unknown[] = [
  null, true, false, 0, -1, 0.5, 1e308, -1e308, 9007199254740993, '', ' ', '0', 'null', 'a'.repeat(5000), 'ünïcode', '😀', '\u0000', '\ud800', '\u202e', '../../etc/passwd',
  "' OR 1=1 --", '${7*7}', '__proto__', 'constructor', '%00', [], {}, [[]], [null], { a: 1 }, { constructor: { prototype: {} } }, { bytes: 1 }, { s3: null }, [1, 'a', {}],
];

export function oddValue(): Arbitrary<unknown> {
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...oddities) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) });
}

/** Text for places where everything is text. */
export function oddText(): Arbitrary<string> {
  return oddValue().map((value) => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 600));
}

/** `known` are values of fields that mean something to the service, such as an existing face's id, by the fields' names. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

/** Values that a schema allows; `name` is the field's. */
export function allowedValue(api: DocumentedApi, schema: Schema, known: KnownValues, name = ''): Arbitrary<unknown> {
  const made = known[name]?.filter((value) => api.allows(schema, value)) ?? [];
  const typed = typedValue(api, schema, known);
  const value = made.length === 0 ? typed : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...made) }, { weight: 1, arbitrary: typed });
  return schema.nullable === true ? fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) }) : value;
}

function typedValue(api: DocumentedApi, schema: Schema, known: KnownValues): Arbitrary<unknown> {
  if (schema.$ref !== undefined) return allowedValue(api, api.resolve(schema), known);
  if (schema.allOf?.[0] !== undefined) return allowedValue(api, schema.allOf[0], known);
  if (schema.oneOf !== undefined) return fc.oneof(...schema.oneOf.map((one) => allowedValue(api, one, known)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'integer': return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 });
    case 'number': return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case 'boolean': return fc.boolean();
    case 'array': return fc.array(allowedValue(api, schema.items ?? {}, known), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3) });
    case 'object': return objectValue(api, schema, known);
    default: return textValue(schema);
  }
}

function objectValue(api: DocumentedApi, { properties = {}, required = [], additionalProperties }: Schema, known: KnownValues): Arbitrary<unknown> {
  if (typeof additionalProperties === 'object') return fc.dictionary(fc.stringMatching(/^[A-Za-z][\w.-]{0,9}$/), allowedValue(api, additionalProperties, known), { maxKeys: 3 });
  return recordOf(Object.entries(properties).map(([name, property]) => ({ name, value: allowedValue(api, property, known, name), required: required.includes(name) })));
}

/** Most fields that may be absent are: many of them exclude one another. */
export function recordOf(fields: readonly { readonly name: string; readonly value: Arbitrary<unknown>; readonly required: boolean }[]): Arbitrary<Record<string, unknown>> {
  const sometimes = (value: Arbitrary<unknown>) => fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
  return fc.record(Object.fromEntries(fields.map(({ name, value, required }) => [name, required ? value : sometimes(value)])))
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
}

function textValue({ format, pattern, minLength = 0, maxLength = 64 }: Schema): Arbitrary<string> {
  switch (format) {
    case 'uuid': return fc.uuid();
    case 'byte': return fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64'));
    case 'date-time': return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
    default: break;
  }
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length >= minLength && text.length <= maxLength);
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 64) }).filter((text) => text.length <= maxLength);
}
