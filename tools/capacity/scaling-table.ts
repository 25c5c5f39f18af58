import { readFileSync } from 'node:fs';
import { UsageError } from '../cli/cli';

type Figures<Key extends string> = Readonly<Record<Key, number>>;

/** One environment's part of infra/scaling.json, which Terraform reads too; infra/README.md explains each figure. */
export interface ScalingTable {
  readonly queue: Figures<'job_timeout_s' | 'visibility_timeout_s' | 'receive_visibility_s' | 'max_receive_count'>;
  readonly api: Figures<'min_tasks' | 'max_tasks' | 'requests_per_target_per_minute'>;
  readonly indexer: Figures<
    | 'task_vcpu' | 'min_tasks' | 'max_tasks' | 'acceptable_latency_s' | 'seconds_per_image' | 'scale_out_cooldown_s'
    | 'wake_tasks' | 'wake_evaluation_periods' | 'wake_cooldown_s' | 'idle_evaluation_periods' | 'idle_cooldown_s'
  >;
  readonly assumptions: Figures<
    | 'metric_period_s' | 'queue_metric_delay_s' | 'task_metric_delay_s' | 'target_tracking_datapoints' | 'capacity_provider_delay_s'
    | 'first_instances' | 'instance_start_s' | 'task_start_s' | 'instance_linger_s' | 'spot_notice_s'
  >;
}

type Groups = Record<string, Record<string, number>>;

interface ScalingFile {
  readonly defaults: Groups;
  readonly environments: Readonly<Record<string, Groups>>;
}

/** The environment's groups over the defaults, key by key, as Terraform merges them. Throws `UsageError` for an unknown environment. */
export function readScalingTable(file: string, environment: string): ScalingTable {
  const { defaults, environments } = JSON.parse(readFileSync(file, 'utf8')) as ScalingFile;
  const own = environments[environment];
  if (own === undefined) throw new UsageError(`--environment ${environment} is not in ${file}; use ${Object.keys(environments).join(' or ')}.`);
  const merged = Object.entries(defaults).map(([group, figures]) => [group, { ...figures, ...own[group] }]);
  return Object.fromEntries(merged) as unknown as ScalingTable;
}

/** Messages that one task works off within the acceptable latency: the tracking policy's target, rounded as in Terraform. */
export function backlogPerTask({ acceptable_latency_s, seconds_per_image }: ScalingTable['indexer']): number {
  return Math.floor(acceptable_latency_s / seconds_per_image + 0.5);
}
