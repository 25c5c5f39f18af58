// usage: npm run stores -- copy --from ENGINE --to ENGINE --collection C [--restart]
// Copies the vectors of a collection between embedded, pinecone and pgvector, whose settings come from the environment.
import { parseArgs } from 'node:util';
import { loadSettings, type Settings } from '@facerec/settings';
import { openVectorStore, type VectorStore } from '@facerec/vector-store';
import { progressBar, runTool, UsageError } from './cli/cli';
import { oneMachineEnvironment } from './one-machine/environment';
import { copyCollection } from './stores/copy-collection';
import { CopyState } from './stores/copy-state';

const USAGE = 'npm run stores -- copy --from embedded|pinecone|pgvector --to embedded|pinecone|pgvector --collection C [--restart]';
const ENGINES = ['embedded', 'pinecone', 'pgvector'];

type StoreSettings = Settings['vectorStore'];

interface Arguments {
  readonly from: string;
  readonly to: string;
  readonly collection: string;
  /** From the beginning, whatever an earlier run has done. */
  readonly restart: boolean;
}

runTool(USAGE, async () => {
  const { from, to, collection, restart } = readArguments();
  const settings = { from: settingsOf(from), to: settingsOf(to) };
  const state = new CopyState(dataDirectory(), { from: placeOf(settings.from), to: placeOf(settings.to), collection });
  if (restart) await state.clear();
  const { copied: before } = await state.load();
  if (before > 0) console.log(`going on after ${before} records (--restart begins anew)`);
  await withStores(settings, async (stores) => {
    const progress = showProgress();
    try {
      const { copied, surplus } = await copyCollection({ ...stores, collection, state, onProgress: progress.update });
      progress.stop();
      console.log(`copied ${copied} records of "${collection}" from ${from} to ${to}.${surplus > 0 ? ` ${to} holds ${surplus} more, which ${from} has not.` : ''}`);
      console.log(`To use them set VECTOR_STORE=${to}.`);
    } catch (error) {
      progress.stop();
      const { copied } = await state.load();
      if (copied > 0) console.error(`${copied} records are copied; the same command goes on from there, with --restart from the beginning.`);
      throw error;
    }
  });
});

function readArguments(): Arguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string' }, to: { type: 'string' }, collection: { type: 'string' }, restart: { type: 'boolean', default: false } },
  });
  if (positionals.join(' ') !== 'copy') throw new UsageError(positionals.length === 0 ? 'Say what to do.' : `"${positionals.join(' ')}" is not something this tool does.`);
  const { from = '', to = '', collection = '', restart } = values;
  for (const [name, engine] of [['from', from], ['to', to]] as const) {
    if (!ENGINES.includes(engine)) throw new UsageError(`--${name} must be one of ${ENGINES.join(', ')}.`);
  }
  if (from === to) throw new UsageError('--from and --to are the same store.');
  if (!/^[a-zA-Z0-9_-]{1,100}$/.test(collection)) throw new UsageError('--collection must be 1 to 100 of A-Z, a-z, 0-9, "_" and "-".');
  return { from, to, collection, restart };
}

function settingsOf(engine: string): StoreSettings {
  return loadSettings(oneMachineEnvironment({ ...process.env, VECTOR_STORE: engine })).vectorStore;
}

function dataDirectory(): string {
  return process.env['DATA_DIR'] || '.data';
}

/** What tells one store from another, without keys and passwords. */
function placeOf(settings: StoreSettings): object {
  switch (settings.kind) {
    case 'embedded':
      return [settings.kind, settings.directory];
    case 'pinecone':
      return [settings.kind, settings.index, settings.host, settings.controllerUrl];
    case 'pgvector': {
      const { host, pathname } = new URL(settings.url);
      return [settings.kind, host, pathname];
    }
  }
}

async function withStores(settings: { from: StoreSettings; to: StoreSettings }, use: (stores: { from: VectorStore; to: VectorStore }) => Promise<void>): Promise<void> {
  const from = await openVectorStore(settings.from);
  try {
    const to = await openVectorStore(settings.to);
    await use({ from, to }).finally(() => to.close());
  } finally {
    await from.close();
  }
}

/** A bar on a terminal, elsewhere a line at every tenth. */
function showProgress() {
  const bar = progressBar('copying {bar} {percentage}% of {total}, {eta} s left');
  let tenths = 0;
  return {
    update: (copied: number, total: number) => {
      if (process.stdout.isTTY) {
        if (!bar.isActive) bar.start(total, copied);
        bar.setTotal(total);
        bar.update(copied);
        return;
      }
      if (Math.floor((10 * copied) / total) > tenths) {
        tenths = Math.floor((10 * copied) / total);
        console.log(`copied ${copied} of ${total}`);
      }
    },
    stop: () => bar.stop(),
  };
}
