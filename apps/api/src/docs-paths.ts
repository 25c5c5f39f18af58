/** Swagger UI, with all that it needs below. */
export const docsPath = '/docs';

/** The OpenAPI document. */
export const documentPath = '/api/v1/openapi.json';
