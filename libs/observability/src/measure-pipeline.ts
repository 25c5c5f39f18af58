import type { Metrics } from './metrics';
import { outcomeOf } from './outcome-of';
import { watchCalls } from './watch-calls';

interface Analysis {
  readonly faces: readonly unknown[];
  readonly passedOver: readonly { readonly reason: string }[];
  readonly stageMs: Readonly<Record<string, number>>;
}

/** What is measured of a `FacePipelinePool`. */
export interface MeasuredPipeline {
  analyze(...facts: never[]): Promise<Analysis>;
  stats(): { readonly workers: number; readonly running: number; readonly waiting: number };
}

/** Workers, how long images wait for one, and what the stages of an image take. */
export function measurePipeline(metrics: Metrics, pool: MeasuredPipeline): void {
  measureWorkers(metrics, pool);
  const images = metrics.counter({ name: 'facerec_pipeline_images_total', help: 'Images given to the workers, by what became of them.', labels: ['outcome'] });
  const faces = metrics.counter({ name: 'facerec_pipeline_faces_total', help: 'Faces seen, embedded or passed over for a reason.', labels: ['outcome'] });
  const stages = metrics.histogram({ name: 'facerec_pipeline_stage_duration_seconds', help: 'Wall time in a worker, by stage.', labels: ['stage'] });
  const waits = metrics.histogram({ name: 'facerec_pipeline_wait_seconds', help: 'From the call to the begin of the work: the wait for a worker.' });

  watchCalls(pool, ['analyze'], async (_method, call) => {
    const startedAt = performance.now();
    try {
      const analysis = (await call()) as Analysis;
      const ms = performance.now() - startedAt;
      images.inc({ outcome: 'analyzed' });
      faces.inc({ outcome: 'embedded' }, analysis.faces.length);
      for (const { reason } of analysis.passedOver) faces.inc({ outcome: reason });
      for (const [stage, stageMs] of Object.entries(analysis.stageMs)) stages.observe({ stage }, stageMs / 1000);
      // The rest is waiting, but for the microseconds of handing over.
      waits.observe(Math.max(0, ms - sum(Object.values(analysis.stageMs))) / 1000);
      return analysis;
    } catch (error) {
      images.inc({ outcome: outcomeOf(error) });
      throw error;
    }
  });
}

function measureWorkers(metrics: Metrics, pool: MeasuredPipeline): void {
  metrics.gauge({ name: 'facerec_pipeline_workers', help: 'Worker threads.' }, (gauge) => gauge.set(pool.stats().workers));
  metrics.gauge({ name: 'facerec_pipeline_images_running', help: 'Images in a worker.' }, (gauge) => gauge.set(pool.stats().running));
  metrics.gauge({ name: 'facerec_pipeline_images_waiting', help: 'Images that wait for a worker.' }, (gauge) => gauge.set(pool.stats().waiting));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
