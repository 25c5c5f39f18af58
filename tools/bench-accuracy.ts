// usage: npm run bench:accuracy -- --lfw DIR | --group DIR [--pack NAME|FILE.json]
// Measures verification on LFW (folds of View 2) or detection on annotated group photos; the last line is JSON.
import { parseArgs } from 'node:util';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { loadSettings } from '@facerec/settings';
import { Logger } from '@nestjs/common';
import { benchGroup } from './bench-accuracy/group';
import { benchLfw } from './bench-accuracy/lfw';
import { runTool, UsageError, userPath } from './cli/cli';

const USAGE = 'npm run bench:accuracy -- --lfw DIR | --group DIR [--pack NAME|FILE.json]';

runTool(USAGE, async () => {
  const { values } = parseArgs({ options: { lfw: { type: 'string' }, group: { type: 'string' }, pack: { type: 'string' } } });
  if ((values.lfw === undefined) === (values.group === undefined)) throw new UsageError('give either --lfw or --group');
  Logger.overrideLogger(['warn', 'error', 'fatal']);
  const { pipeline } = loadSettings(process.env);
  const pack = values.pack?.endsWith('.json') === true ? userPath(values.pack) : (values.pack ?? pipeline.pack);
  const pool = await FacePipelinePool.open({ ...pipeline, pack });
  try {
    console.log(`model pack ${pool.pack.name}, ${pool.stats().workers} workers`);
    const lines = values.lfw === undefined ? await benchGroup(userPath(values.group!), pool) : await benchLfw(userPath(values.lfw), pool);
    console.log(lines.join('\n'));
  } finally {
    await pool.close();
  }
});
