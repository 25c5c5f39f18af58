import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = Readonly<Record<string, unknown>> & { readonly $ref?: string; readonly properties?: Readonly<Record<string, Schema>> };

const imageInput = '#/components/schemas/ImageInput';

/** Where a route takes JSON or a form, documents the form: its images are files, all else is as in JSON. */
export function describeForms(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item as Record<string, { requestBody?: { content?: Record<string, { schema: Schema }> } }>)) {
      const content = operation.requestBody?.content;
      const json = content?.['application/json']?.schema.$ref;
      if (content?.['multipart/form-data'] !== undefined && json !== undefined) {
        content['multipart/form-data'] = { schema: asForm(schemaAt(document, json)) };
      }
    }
  }
}

function asForm(schema: Schema): Schema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [name, isImage(property) ? asFile(property) : asField(property)]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

function asFile({ description }: Schema): Schema {
  return { type: 'string', format: 'binary', description };
}

/** Swagger UI fills fields in with values of its own where there is no example. An empty one counts as absent. */
function asField(property: Schema): Schema {
  const { type, example, default: standard } = property;
  if (example !== undefined || standard !== undefined) return property;
  return { ...property, example: type === 'array' ? [] : '' };
}

/** A reference with a description beside it is written as `allOf`. */
function isImage(property: Schema): boolean {
  return JSON.stringify(property).includes(`"${imageInput}"`);
}

function schemaAt(document: OpenAPIObject, reference: string): Schema {
  return document.components?.schemas?.[reference.slice('#/components/schemas/'.length)] as Schema;
}
