import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSettings, type Settings } from '@facerec/settings';
import { bundleApp } from '../one-machine/bundle-app';
import { repositoryRoot } from '../repository-root';
import { Album } from './album';
import { ChaosRun, type Stage } from './chaos-run';
import { Cloud } from './cloud';
import { CloudTap } from './cloud-tap';
import { openEngine, type EngineName } from './engines';
import { Indexer } from './indexer';
import { takePictures } from './pictures';
import { writeScript } from './script';
import { collectRemains, complaints, missingFrom } from './verdict';

export interface ChaosOptions {
  readonly engine: EngineName;
  /** 20..1,000 */
  readonly photos: number;
  /** At least so many, each of an indexer with messages in hand. */
  readonly kills: number;
  readonly seed: number;
  readonly log: (line: string) => void;
  /** Leaves the stores and the indexers' logs where they are, in a folder that is logged. */
  readonly keep?: boolean;
}

/** The line that is printed for each engine. */
export interface ChaosReport {
  readonly engine: EngineName;
  readonly photos: number;
  readonly kills: number;
  /** Of indexers, the local cloud and the store's servers. */
  readonly restarts: number;
  readonly expected_faces: number;
  readonly faces: number;
  /** Expected, and not stored. */
  readonly lost: number;
  /** Stored, and not expected. */
  readonly doubled: number;
  readonly receipts: number;
  readonly seed: number;
  readonly seconds: number;
}

/** Seconds. Kills leave messages invisible for that long; no power of two, which is what messages are given back with. */
const visibilityTimeout = 5;

interface Closable {
  close(): Promise<void>;
}

/** What was opened so far, to be closed in the opposite order. */
type Opened = Closable[];

/** Indexes photos with two indexers and breaks everything meanwhile; `problems` is empty when nothing of it shows in the end. */
export async function runChaos(options: ChaosOptions): Promise<{ readonly report: ChaosReport; readonly problems: string[] }> {
  const directory = mkdtempSync(join(tmpdir(), `facerec-chaos-${options.engine}-`));
  if (options.keep) options.log(`everything is kept in ${directory}`);
  const opened: Opened = [];
  try {
    return await playAndLook(options, directory, opened);
  } finally {
    for (const resource of opened.reverse()) await resource.close();
    if (!options.keep) rmSync(directory, { recursive: true, force: true });
  }
}

async function playAndLook(options: ChaosOptions, directory: string, opened: Opened) {
  const startedAt = performance.now();
  const { settings, stage } = await setUp(options, directory, opened);
  const run = new ChaosRun(stage, options.seed);
  await run.play(writeScript(options.seed, options.kills));
  await stage.engine.settle();
  const remains = await collectRemains(settings, stage.cloud.queue);
  const photos = stage.album.all;
  const expected = photos.flatMap(({ outcome }) => outcome.faceIds);
  const report: ChaosReport = {
    engine: options.engine,
    photos: photos.length,
    kills: run.kills,
    restarts: run.restarts,
    expected_faces: expected.length,
    faces: remains.stored.length,
    lost: missingFrom(remains.stored, expected),
    doubled: missingFrom(expected, remains.stored),
    receipts: remains.receipts.length,
    seed: options.seed,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  };
  const tooFew = run.kills < options.kills ? [`only ${run.kills} kills hit an indexer with messages in hand`] : [];
  return { report, problems: [...run.problems, ...tooFew, ...complaints(photos, remains)] };
}

async function setUp(options: ChaosOptions, directory: string, opened: Opened): Promise<{ readonly settings: Settings; readonly stage: Stage }> {
  const closing = <T extends Closable>(resource: T): T => {
    opened.push(resource);
    return resource;
  };
  const root = repositoryRoot();
  const engine = closing(await openEngine(options.engine, directory));
  const env = {
    ...engine.env,
    DATA_DIR: join(directory, 'data'),
    MODELS_DIR: join(root, 'models'),
    PIPELINE_WORKERS: '1',
    SQS_VISIBILITY_TIMEOUT: String(visibilityTimeout),
  };
  const cloud = closing(await Cloud.start(join(directory, 'cloud'), (endpoint) => loadSettings({ ...env, AWS_ENDPOINT_URL: endpoint })));
  const settings = loadSettings({ ...env, AWS_ENDPOINT_URL: cloud.endpoint });
  const [bundle, { pictures, embeddingContract }] = await Promise.all([bundleApp('indexer'), takePictures(settings.pipeline, join(root, '.data/samples'))]);
  closing(bundle);
  const anIndexer = async (name: string) => {
    const tap = await CloudTap.start(cloud.endpoint, visibilityTimeout);
    return closing(new Indexer({ name, script: bundle.main, env, tap, logFile: join(directory, `${name}.log`) }));
  };
  const indexers: Stage['indexers'] = [await anIndexer('indexer 1'), await anIndexer('indexer 2')];
  return { settings, stage: { album: new Album(options.photos, pictures, embeddingContract), cloud, engine, indexers, log: options.log } };
}
