import { createHash } from 'node:crypto';
import type { PackDescription } from './types';
import { ALIGNMENT } from './worker/align';
import { DETECTION_PLANS, SECOND_LOOK } from './worker/detection-plan';
import type { InstalledPack, ModelFile } from './worker/pack-spec';

/** Names the pack and what its results depend on; neither file names, nor licence, nor source are part of that. */
export function describePack({ name, spec }: InstalledPack, minConfidence: number): PackDescription {
  const embedding = { embedder: essence(spec.embedder), alignment: ALIGNMENT };
  const search = { plans: DETECTION_PLANS, secondLook: { ...SECOND_LOOK, norm: spec.thresholds.norm } };
  const pipeline = { ...embedding, detector: essence(spec.detector), landmarks: spec.landmarks && essence(spec.landmarks), search, minConfidence };
  return {
    name,
    dimension: spec.embedder.dimension,
    embeddingContract: digest(embedding),
    pipelineContract: digest(pipeline),
    searchCosine: spec.thresholds.searchCosine,
    verifyCosine: spec.thresholds.verifyCosine,
    minConfidence: spec.detector.minConfidence,
    cosineAtFar: spec.thresholds.cosineAtFar ?? {},
  };
}

function essence({ file: _file, bytes: _bytes, ...rest }: ModelFile): object {
  return rest;
}

function digest(value: object): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** JSON with sorted keys: equal values, equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part);
}
