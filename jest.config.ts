import type { Config } from 'jest';

const config: Config = {
  testEnvironment: '<rootDir>/tools/testing/plain-global-environment.mjs',
  testSequencer: '<rootDir>/tools/testing/longest-first.mjs',
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
  globalTeardown: '<rootDir>/tools/testing/global-teardown.ts',
  // Only to name what hangs: how busy a machine is must decide nothing.
  testTimeout: 300_000,
  maxWorkers: 2,
};

export default config;
