import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { openRoutes } from './access/require-key';
import { apiVersion, docsPath, documentPath } from './docs-paths';
import { describeProblemsOnce, problemExamples } from './problems/api-problems.decorator';
import { describeBodies } from './uploads/body-examples';
import { describeForms } from './uploads/form-schemas';

const description = `
Finds people in photos. The photos lie in S3; the faces in them become vectors in a collection.

- **index** stores every face of a photo, once, however often it is asked for.
- **match** looks for the main face of a photo among the faces stored.

To try it, have \`npm start\` running and put any photo of people into its local S3:

    curl -T photo.jpg http://127.0.0.1:4566/photos/sample1.jpg

Then open the routes below and press *Execute*: from top to bottom their examples work as they stand.

Where the service has keys, every request needs one, but for the probes: press *Authorize* and enter it, or send it as
\`Authorization: Bearer KEY\` or \`x-api-key: KEY\`. To show this page the browser asks for the key as a password, with any user name. \`npm start\`
has none, until \`npm run keys\` makes the first. A key has scopes (\`read\`, \`index\`, \`search\`, \`admin\`; each route says in \`x-required-scope\` which one it
needs), may be kept to the collections whose ids begin alike, and has so many requests a minute: \`ratelimit-remaining\` and \`ratelimit-reset\` tell how
many are left, and for how many seconds.

Errors are \`application/problem+json\` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)): \`code\` names the kind of problem, \`retryable\` says whether
the same request may succeed later. Every response carries an \`x-request-id\`, which leads to its log lines.
`;

/** The OpenAPI document of every route. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Face recognition')
    .setDescription(description)
    .setVersion(apiVersion)
    .addTag('Face recognition', 'Index photos, and find people in them.')
    .addTag('Faces in a photo', 'What the models see. Nothing is stored.')
    .addTag('Collections', 'Searches stay within one.')
    .addTag('Subjects', 'People.')
    .addTag('Images', 'Photos whose faces are stored at once.')
    .addTag('Faces of a collection', 'What is stored.')
    .addTag('Search', 'Who is this? Is it Ann?')
    .addTag('Jobs', 'Many photos at once, and what became of each.')
    .addTag('Deletion', 'Faces, photos and collections, for good.')
    .addTag('Service', 'Models, engines, limits.')
    .addTag('Health', 'For load balancers and orchestrators.')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Authorization: Bearer KEY' }, 'bearer')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'x-api-key', description: 'x-api-key: KEY' }, 'api_key')
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('api_key')
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: (_controller, method) => method });
  describeBodies(document);
  describeForms(document);
  describeProblemsOnce(document);
  document.components = { ...document.components, examples: problemExamples() };
  for (const route of openRoutes) {
    for (const operation of Object.values(document.paths[route] ?? {})) operation.security = [];
  }
  return document;
}

/** Runs in the page: nothing from here is known there. */
function deletionsLast(a: ShownOperation, b: ShownOperation): number {
  return Number(a.get('method') === 'delete') - Number(b.get('method') === 'delete');
}

/** One of Swagger UI's own. */
interface ShownOperation {
  get(name: 'method'): string;
}

/** The document, and Swagger UI: always on, and behind the keys like everything else. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup(docsPath, app, describeApi(app), {
    jsonDocumentUrl: documentPath,
    raw: ['json'],
    customSiteTitle: 'Face recognition API',
    // The bar holds nothing but the name of the tool.
    customCss: '.swagger-ui .topbar { display: none }',
    // Colouring the thousands of numbers of an embedding stops the page for minutes.
    swaggerOptions: {
      tryItOutEnabled: true, displayRequestDuration: true, defaultModelsExpandDepth: 0, syntaxHighlight: false, operationsSorter: deletionsLast,
    },
  });
}
