import { details, type Detail } from '@facerec/face-pipeline';
import { table } from '../cli/table';
import { round } from './cpu';
import type { CpuPerImage } from './cpu-per-image';
import type { Endurance } from './endurance';
import type { Scaling } from './scaling';
import type { Sharing } from './sharing';

export interface Results {
  /** Photos up to 10 megapixels. */
  readonly cpu: CpuPerImage;
  readonly cpuLarge: CpuPerImage;
  /** All photos, when there are both. */
  readonly cpuAll: CpuPerImage | undefined;
  readonly dispatchMs: number;
  /** Left out with --cpu-only. */
  readonly beyondCpu: BeyondCpu | undefined;
  readonly endurance: Endurance | undefined;
  readonly r50: Sharing | undefined;
}

export interface BeyondCpu {
  readonly scaling: Scaling;
  readonly memory: Sharing;
  readonly peakMb: number;
  readonly coldStartSeconds: number;
  readonly bootSeconds: number | undefined;
}

/** Ours against a full-resolution decode and the bare runs for the faces that ours found. */
function ratio({ ours, decode, floor }: CpuPerImage, detail: Detail): number {
  return ours[detail] / (decode + floor[detail]);
}

/** Everything but decoding and running the models, at `fast`. */
function otherMs({ ours, ownDecode, floor }: CpuPerImage): number {
  return ours.fast - ownDecode - floor.fast;
}

/** What `detail` adds to `fast`, the embeddings of the further faces left out. */
function planMs({ ours, floor }: CpuPerImage, detail: Detail): number {
  return ours[detail] - ours.fast - (floor[detail] - floor.fast);
}

export function tableOf(results: Results): string {
  const { cpu, cpuLarge, cpuAll } = results;
  return [
    table([
      ['CPU ms an image', 'images', 'megapixels', 'faces', 'decode', 'floor', ...details, 'fast : decode + floor', 'balanced : …'],
      row('up to 10 megapixels', cpu),
      row(cpuLarge.images === 1 ? 'one of 12 megapixels' : 'larger', cpuLarge),
      ...(cpuAll === undefined ? [] : [row('all', cpuAll)]),
    ]),
    '',
    table([
      ['figure', 'value'],
      ['everything but decode, runs and plan, CPU ms an image', fixed(otherMs(cpu))],
      ['detection plan of balanced, CPU ms an image', fixed(planMs(cpu, 'balanced'))],
      ['detection plan of thorough, CPU ms an image', fixed(planMs(cpu, 'thorough'))],
      ['a task to a worker and back, CPU ms', fixed(results.dispatchMs, 3)],
      ...(results.beyondCpu === undefined ? [] : rowsBeyondCpu(results.beyondCpu)),
      ...rowsOnDemand(results),
    ]),
  ].join('\n');
}

function rowsBeyondCpu({ scaling, memory, peakMb, coldStartSeconds, bootSeconds }: BeyondCpu): string[][] {
  return [
    ['images a second, 1 worker', fixed(scaling.oneWorkerPerSecond, 1)],
    [`images a second, ${scaling.workers} workers`, fixed(scaling.allWorkersPerSecond, 1)],
    [`${scaling.workers} workers : 1`, fixed(scaling.pool)],
    [`${scaling.workers} spinning threads : 1`, fixed(scaling.spin)],
    ['PSS MB of a process with 1, 2, 3, 4 workers', list(memory.preparedMb)],
    ['PSS MB a further worker, before and after its first photos', both(memory)],
    ['peak MB of a process with 1 worker on 12 megapixels', fixed(peakMb, 0)],
    ['cold start of a worker to its first embedding, CPU s', fixed(coldStartSeconds)],
    ['start of the whole API, CPU s', bootSeconds === undefined ? 'not on Linux' : fixed(bootSeconds)],
  ];
}

function rowsOnDemand({ endurance, r50 }: Results): string[][] {
  const endured = endurance && [[`MB of its own in quarters 2 and 4 of ${endurance.analyses} analyses`, list([endurance.secondQuarter.anonymousMb, endurance.lastQuarter.anonymousMb])]];
  const shared = r50 && [
    [`PSS MB with 1, 2, 3, 4 workers, embedder of ${fixed(r50.modelMb!, 0)} MB`, list(r50.preparedMb)],
    ['PSS MB a further worker with it, before and after its first photos', both(r50)],
    ['the same, bare sessions on the plain file', list(r50.plainMb!)],
    ['PSS MB a further worker with it', fixed(r50.plainPerFurtherWorkerMb!, 1)],
  ];
  return [...(endured ?? []), ...(shared ?? [])];
}

function row(name: string, cpu: CpuPerImage): (string | number)[] {
  const { images, megapixels, faces, decode, floor, ours } = cpu;
  return [
    name, images, fixed(megapixels, 1), `${faces.fast} / ${faces.balanced} / ${faces.thorough}`, fixed(decode, 1), fixed(floor.fast, 1),
    ...details.map((detail) => fixed(ours[detail], 1)), fixed(ratio(cpu, 'fast'), 3), fixed(ratio(cpu, 'balanced'), 3),
  ];
}

/** The line of JSON. */
export function figuresOf(results: Results): object {
  const { cpu, cpuLarge, cpuAll, beyondCpu, endurance, r50 } = results;
  return {
    ratio_to_decode_plus_floor: round(ratio(cpu, 'fast'), 3),
    ratio_balanced: round(ratio(cpu, 'balanced'), 3),
    ratio_thorough: round(ratio(cpu, 'thorough'), 3),
    ratio_to_floor: round(cpu.ours.fast / cpu.floor.fast, 3),
    ratio_large: round(ratio(cpuLarge, 'fast'), 3),
    ratio_large_balanced: round(ratio(cpuLarge, 'balanced'), 3),
    ...(cpuAll === undefined ? {} : { ratio_all: round(ratio(cpuAll, 'fast'), 3), ratio_all_balanced: round(ratio(cpuAll, 'balanced'), 3) }),
    plan_cpu_ms: round(planMs(cpu, 'balanced')),
    other_cpu_ms_per_image: round(otherMs(cpu)),
    cpu_ms: { decode: round(cpu.decode), decode_into_used_memory: round(cpu.ownDecode), floor: round(cpu.floor.fast), ...rounded(cpu.ours) },
    images: (cpuAll ?? cpu).images,
    faces: (cpuAll ?? cpu).faces.balanced,
    faces_at: (cpuAll ?? cpu).faces,
    dispatch_cpu_ms: round(results.dispatchMs, 3),
    ...(beyondCpu === undefined ? {} : figuresBeyondCpu(beyondCpu)),
    ...(endurance === undefined ? {} : {
      endurance_analyses: endurance.analyses,
      endurance_growth: round(endurance.lastQuarter.anonymousMb / endurance.secondQuarter.anonymousMb, 3),
      endurance_resident_growth: round(endurance.lastQuarter.residentMb / endurance.secondQuarter.residentMb, 3),
    }),
    ...(r50 === undefined ? {} : {
      r50_pss_mb: r50.preparedMb.map((size) => round(size, 1)),
      r50_pss_mb_per_further_worker: round(r50.preparedPerFurtherWorkerMb, 1),
      r50_pss_mb_per_further_worker_ready: round(r50.readyPerFurtherWorkerMb, 1),
      r50_plain_pss_mb: r50.plainMb!.map((size) => round(size, 1)),
      r50_plain_pss_mb_per_further_worker: round(r50.plainPerFurtherWorkerMb!, 1),
    }),
  };
}

function figuresBeyondCpu({ scaling, memory, peakMb, coldStartSeconds, bootSeconds }: BeyondCpu): object {
  return {
    workers: scaling.workers,
    images_per_second_one_worker: round(scaling.oneWorkerPerSecond, 1),
    images_per_second: round(scaling.allWorkersPerSecond, 1),
    [scaling.workers === 2 ? 'scaling_two_workers' : `scaling_${scaling.workers}_workers`]: round(scaling.pool),
    scaling_spin: round(scaling.spin),
    pss_mb: memory.preparedMb.map((size) => round(size, 1)),
    pss_mb_per_further_worker: round(memory.preparedPerFurtherWorkerMb, 1),
    pss_mb_per_further_worker_ready: round(memory.readyPerFurtherWorkerMb, 1),
    peak_mb_12mp: round(peakMb, 0),
    cold_start_cpu_s: round(coldStartSeconds, 3),
    app_boot_cpu_s: bootSeconds,
  };
}

function rounded(values: Readonly<Record<Detail, number>>): object {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]));
}

function fixed(value: number, digits = 2): string {
  return value.toFixed(digits);
}

function both({ readyPerFurtherWorkerMb, preparedPerFurtherWorkerMb }: Sharing): string {
  return `${fixed(readyPerFurtherWorkerMb, 1)} · ${fixed(preparedPerFurtherWorkerMb, 1)}`;
}

function list(values: readonly number[]): string {
  return values.map((value) => fixed(value, 0)).join(' · ');
}
