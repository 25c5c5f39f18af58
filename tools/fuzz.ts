// usage: npm run fuzz [-- --requests 2000 --seed 2026]
// Sends requests made from the OpenAPI document to every route of an API of its own, and holds each answer against the document.
// The same seed sends the same requests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { runTool, UsageError } from './cli/cli';

const usage = 'npm run fuzz [-- --requests 2000 --seed 2026]';

runTool(usage, async () => {
  const { values: { requests, seed } } = parseArgs({ options: { requests: { type: 'string', default: '2000' }, seed: { type: 'string', default: '2026' } } });
  if (!/^\d{1,7}$/.test(requests) || !/^\d{1,9}$/.test(seed)) throw new UsageError('--requests and --seed are whole numbers.');
  const env = { ...process.env, FUZZ_REQUESTS: requests, FUZZ_SEED: seed };
  const jest = spawn(process.execPath, ['node_modules/jest/bin/jest.js', 'apps/api/test/fuzz'], { env, stdio: 'inherit' });
  [process.exitCode] = (await once(jest, 'exit')) as [number];
});
