import type { OpenAPIObject } from '@nestjs/swagger';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, { readonly example?: unknown }>>;
}

interface Operation {
  readonly requestBody?: { readonly content?: Record<string, { readonly schema: Schema; example?: unknown }> };
}

/** The body that Swagger UI fills in: the fields that have an example, and no others, since some of the rest exclude one another. */
export function describeBodies(document: OpenAPIObject): void {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item as Record<string, Operation>));
  for (const { requestBody } of operations) {
    const json = requestBody?.content?.['application/json'];
    if (json === undefined) continue;
    const name = json.schema.$ref?.slice('#/components/schemas/'.length) ?? '';
    const { properties = {} } = (document.components?.schemas?.[name] ?? {}) as Schema;
    json.example = Object.fromEntries(Object.entries(properties).flatMap(([field, { example }]) => (example === undefined ? [] : [[field, example]])));
  }
}
