import type { CpuPerImage } from './cpu-per-image';
import { figuresOf, tableOf, type Results } from './report';

const cpu: CpuPerImage = {
  images: 6,
  megapixels: 2.7,
  decode: 10,
  ownDecode: 8,
  floor: { fast: 20, balanced: 25, thorough: 25 },
  ours: { fast: 30, balanced: 42, thorough: 60 },
  faces: { fast: 4, balanced: 5, thorough: 5 },
};

const results: Results = {
  cpu,
  cpuLarge: { ...cpu, decode: 60 },
  cpuAll: undefined,
  dispatchMs: 0.04,
  beyondCpu: {
    scaling: { workers: 2, oneWorkerPerSecond: 20, allWorkersPerSecond: 38, pool: 1.9, spin: 2 },
    memory: { preparedMb: [100, 130, 160, 190], readyPerFurtherWorkerMb: 20, preparedPerFurtherWorkerMb: 30 },
    peakMb: 200,
    coldStartSeconds: 0.2,
    bootSeconds: 1,
  },
  endurance: undefined,
  r50: undefined,
};

describe('the report of the benchmark', () => {
  it('divides by the floor of the faces found at that detail', () => {
    expect(figuresOf(results)).toMatchObject({ ratio_to_decode_plus_floor: 1, ratio_balanced: 1.2, ratio_to_floor: 1.5, ratio_large: 0.375 });
  });

  it('holds the CPU of an image that the capacity model computes with', () => {
    expect(figuresOf(results)).toMatchObject({ cpu_ms: { balanced: 42 } });
  });

  it('does not count the embeddings of further faces as the plan\'s, nor the plan as overhead', () => {
    expect(figuresOf(results)).toMatchObject({ plan_cpu_ms: 7, other_cpu_ms_per_image: 2, faces: 5 });
  });

  it('holds what was measured beyond CPU, unless that was left out', () => {
    const beyond = { scaling_two_workers: 1.9, scaling_spin: 2, pss_mb_per_further_worker: 30, peak_mb_12mp: 200, cold_start_cpu_s: 0.2 };
    expect(figuresOf(results)).toMatchObject(beyond);
    for (const key of Object.keys(beyond)) expect(figuresOf({ ...results, beyondCpu: undefined })).not.toHaveProperty(key);
    expect(tableOf({ ...results, beyondCpu: undefined })).not.toContain('images a second');
  });
});
