// usage: npm run openapi [-- --check]
// Writes the API's OpenAPI document and the types of its TypeScript client to libs/client. With --check it writes nothing, and fails when
// they are not what the code says.
import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSettings } from '@facerec/settings';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import openapiTypes, { astToString } from 'openapi-typescript';
import { factory } from 'typescript';
/* eslint-disable @nx/enforce-module-boundaries -- an app has no alias, and this is the one tool that reads its source */
import { ApiModule } from '../apps/api/src/api.module';
import { describeApi } from '../apps/api/src/openapi';
/* eslint-enable @nx/enforce-module-boundaries */
import { runTool } from './cli/cli';

const usage = 'npm run openapi [-- --check]';
const directory = 'libs/client';

/** The type of a form's file. */
const file = factory.createTypeReferenceNode('Blob');

runTool(usage, async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  for (const [file, text] of Object.entries(await generate())) {
    const path = join(directory, file);
    if (!values.check) await writeFile(path, text);
    else if (await readFile(path, 'utf8').catch(() => '') !== text) throw new Error(`${path} is not what the code says. Run npm run openapi and look at the difference.`);
  }
});

async function generate(): Promise<Readonly<Record<string, string>>> {
  const document = await describe();
  const types = astToString(await openapiTypes(JSON.stringify(document), { transform: ({ format }) => (format === 'binary' ? file : undefined), defaultNonNullable: false }));
  return {
    'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
    'src/schema.ts': `// Written by npm run openapi.\n${types}`,
  };
}

/** Controllers are looked at and nothing is opened: no models, no stores. */
async function describe(): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(loadSettings({})), new FastifyAdapter(), { preview: true, logger: false });
  return describeApi(app);
}
