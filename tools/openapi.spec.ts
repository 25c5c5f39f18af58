import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

describe('libs/client', () => {
  it('holds the OpenAPI document of the code, and the types of that document (if not: npm run openapi)', async () => {
    await promisify(execFile)(process.execPath, ['tools/run.mjs', 'openapi', '--check'], { cwd: join(__dirname, '..') });
  });
});
