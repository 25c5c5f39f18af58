import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

const description = `
Finds people in photos. Photos lie in S3; their faces become vectors in a collection.

1. **Index** a photo: every face in it is stored, within seconds and exactly once, however often it is asked for.
2. **Match** a photo: its main face is looked for among those stored.

The examples work as shown on a service started with \`npm start\`, as soon as bucket \`photos\` holds \`sample1.jpg\`.

Errors are [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) \`application/problem+json\`; \`code\` names the kind of problem, \`retryable\` says whether
trying again may help. Every response has an \`x-request-id\`, which names its log lines.
`;

/** Where the OpenAPI document is served. */
const documentPath = 'api/v1/openapi.json';

export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Face recognition')
    .setDescription(description)
    .setVersion('1.0')
    .addTag('Face recognition', 'Index photos, and find people in them.')
    .addTag('Jobs', 'What became of a photo that was queued.')
    .addTag('Health', 'For load balancers and orchestrators.')
    .build();
  return SwaggerModule.createDocument(app, config, { operationIdFactory: (_controller, method) => method });
}

/** The document, and Swagger UI at /docs: always on, they hold nothing secret. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, describeApi(app), {
    jsonDocumentUrl: documentPath,
    raw: ['json'],
    customSiteTitle: 'Face recognition API',
    swaggerOptions: { tryItOutEnabled: true, displayRequestDuration: true, defaultModelsExpandDepth: 0 },
  });
}
