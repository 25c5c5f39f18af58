/** A schema of OpenAPI 3.0, as far as this API uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly nullable?: boolean;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
}

/** JSON Schema has no `nullable`: null is a type of its own. */
export function withNulls(schema: unknown): unknown {
  return mapSchemas(schema, ({ nullable, ...rest }) => (nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest));
}

/** Objects whose properties are listed may have no others: a field that nobody documented would pass otherwise. */
export function closed(schema: unknown): unknown {
  return mapSchemas(schema, (one) => ('properties' in one && !('additionalProperties' in one) ? { ...one, additionalProperties: false } : one));
}

function mapSchemas(value: unknown, map: (schema: Record<string, unknown>) => Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => mapSchemas(item, map));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, key === 'example' || key === 'enum' ? item : mapSchemas(item, map)]);
  return map(Object.fromEntries(entries) as Record<string, unknown>);
}
