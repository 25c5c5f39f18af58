import type { Config } from 'jest';

const config: Config = {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts'],
  moduleNameMapper: { '^@facerec/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts' },
  transform: {
    '^.+\\.(ts|js|mjs)$': ['@swc/jest', {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2023',
      },
      module: { type: 'commonjs' },
    }],
  },
  // ESM-only: content-disposition (behind @fastify/static) and uuid.
  transformIgnorePatterns: ['/node_modules/(?!(content-disposition|uuid)/)'],
  globalSetup: '<rootDir>/tools/testing/global-setup.ts',
  testTimeout: 30_000,
  maxWorkers: 2,
};

export default config;
