import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Each outside system has one door: the libs named here, and nobody else but the tools, may import these packages. */
const doors = {
  'onnxruntime-node': ['face-pipeline'],
  sharp: ['face-pipeline'],
  '@julusian/jpeg-turbo': ['face-pipeline'],
  '@napi-rs/canvas': ['face-pipeline'],
  piscina: ['face-pipeline'],
  '@aws-sdk/client-s3': ['image-store'],
  '@aws-sdk/client-sqs': ['indexing-queue'],
  '@ssut/nestjs-sqs': ['indexing-queue'],
  'better-sqlite3': ['vector-store', 'catalog'],
  kysely: ['catalog'],
  pg: ['vector-store', 'catalog'],
  '@pinecone-database/pinecone': ['vector-store'],
  'prom-client': ['observability'],
  '@opentelemetry/*': ['observability'],
};
const projects = ['api', 'indexer', 'face-indexing', 'face-pipeline', 'vector-store', 'catalog', 'image-store', 'indexing-queue', 'observability', 'settings'];

const doorConstraints = projects.map((project) => ({
  sourceTag: `door:${project}`,
  bannedExternalImports: Object.entries(doors).flatMap(([name, allowed]) => (allowed.includes(project) ? [] : [name])),
}));

const boundaries = (allow) => ['error', {
  enforceBuildableLibDependency: false,
  allow,
  // The specs of libs and apps start tools/local-cloud and tools/local-pinecone; their code may not (see `allow` below).
  ignoredCircularDependencies: projects.map((project) => ['tools', project]),
  depConstraints: [
    { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:domain', 'type:leaf'] },
    { sourceTag: 'type:domain', onlyDependOnLibsWithTags: ['type:leaf'] },
    { sourceTag: 'type:leaf', onlyDependOnLibsWithTags: [] },
    { sourceTag: 'type:client', onlyDependOnLibsWithTags: [] },
    { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['*'] },
    ...doorConstraints,
  ],
}];

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', '.cache', '.data', '.nx', '**/kernel/*.as.ts', 'libs/client/src/schema.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mjs'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries([]),
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', { max: 4 }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
    },
  },
  {
    // Only settings reads the environment.
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: ['libs/settings/**', 'apps/*/src/main.ts', '**/*.spec.ts', '**/test/**'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read settings from @facerec/settings.' }],
    },
  },
  { files: ['tools/**/*'], rules: { 'no-console': 'off' } },
  { files: ['**/*.spec.ts', '**/*.contract.ts', '**/test/**'], rules: { 'max-lines-per-function': 'off' } },
  {
    // Tests speak to the same S3, SQS, Pinecone and Postgres as the tools, make the same trouble, and are clients of the API.
    files: ['**/*.spec.ts', '**/test/**', '**/testing/**'],
    rules: { '@nx/enforce-module-boundaries': boundaries(['/tools/(big-job|build|local-(cloud|pinecone|postgres)|chaos|openapi|odd-images|testing)/[a-z-]+$', '@facerec/client']) },
  },
);
