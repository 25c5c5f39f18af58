/** Swagger UI, with all that it needs below. */
export const docsPath = '/docs';

/** Of the API, as its document tells it. */
export const apiVersion = '1.0';

/** The OpenAPI document. */
export const documentPath = '/api/v1/openapi.json';
