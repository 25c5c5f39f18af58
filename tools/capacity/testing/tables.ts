import { join } from 'node:path';
import { readScalingTable, type ScalingTable } from '../scaling-table';

/** The real one, as production has it. */
export function productionTable(): ScalingTable {
  return readScalingTable(join('infra', 'scaling.json'), 'production');
}

/** Round figures, so that a test's arithmetic can be followed; the indexer's are given over them. */
export function aTable(indexer: Partial<ScalingTable['indexer']> = {}): ScalingTable {
  const table = productionTable();
  return {
    ...table,
    indexer: {
      task_vcpu: 2, min_tasks: 0, max_tasks: 10, acceptable_latency_s: 100, seconds_per_image: 0.1, scale_out_cooldown_s: 240,
      wake_tasks: 1, wake_evaluation_periods: 1, wake_cooldown_s: 300, idle_evaluation_periods: 3, idle_cooldown_s: 60, ...indexer,
    },
    assumptions: {
      metric_period_s: 60, queue_metric_delay_s: 60, task_metric_delay_s: 60, target_tracking_datapoints: 3, capacity_provider_delay_s: 60,
      first_instances: 2, instance_start_s: 75, task_start_s: 35, instance_linger_s: 900, spot_notice_s: 120,
    },
  };
}
