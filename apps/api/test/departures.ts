import type { OpenAPIObject } from '@nestjs/swagger';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly nullable?: boolean;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Where a value departs from what an OpenAPI document says of it; nothing when it is as documented. */
export function departures(document: OpenAPIObject, schema: Schema, value: unknown, path = ''): string[] {
  if (value === null && schema.nullable === true) return [];
  if (schema.allOf !== undefined) return schema.allOf.flatMap((part) => departures(document, part, value, path));
  if (schema.oneOf !== undefined) return departuresFromAny(document, schema.oneOf, { value, path });
  const { additionalProperties, type, properties = {}, required = [], items, minimum = -Infinity, maximum = Infinity, enum: allowed } = resolve(document, schema);
  if (allowed !== undefined && !allowed.includes(value)) return [`${path}: ${String(value)} is none of ${allowed.join(', ')}`];
  if (type !== undefined && !isOfType(value, type)) return [`${path}: ${JSON.stringify(value)} is not of type ${type}`];
  if (typeof value === 'number' && (value < minimum || value > maximum)) return [`${path}: ${value} is out of range`];
  if (Array.isArray(value)) return value.flatMap((item, index) => departures(document, items ?? {}, item, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return [];

  const missing = required.filter((name) => !(name in value)).map((name) => `${path}/${name} is missing`);
  const open = additionalProperties !== undefined || Object.keys(properties).length === 0;
  const unknown = open ? [] : Object.keys(value).filter((name) => !(name in properties)).map((name) => `${path}/${name} is not documented`);
  const nested = Object.entries(value).flatMap(([name, field]) => departures(document, properties[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : {}), field, `${path}/${name}`));
  return [...missing, ...unknown, ...nested];
}

/** The body that Swagger UI fills in: every property's example. */
export function exampleOf(document: OpenAPIObject, schema: Schema): Record<string, unknown> {
  const { properties = {} } = resolve(document, schema);
  return Object.fromEntries(Object.entries(properties).flatMap(([name, { example }]) => (example === undefined ? [] : [[name, example]])));
}

function departuresFromAny(document: OpenAPIObject, schemas: readonly Schema[], { value, path }: { readonly value: unknown; readonly path: string }): string[] {
  const each = schemas.map((schema) => departures(document, schema, value, path));
  return each.some((found) => found.length === 0) ? [] : each.flat();
}

function resolve(document: OpenAPIObject, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.slice('#/components/schemas/'.length);
  const found = document.components?.schemas?.[name];
  if (found === undefined) throw new Error(`${schema.$ref} leads nowhere.`);
  return found as Schema;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'integer': return Number.isInteger(value);
    case 'array': return Array.isArray(value);
    case 'object': return typeof value === 'object' && value !== null && !Array.isArray(value);
    default: return typeof value === type;
  }
}
