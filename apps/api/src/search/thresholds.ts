import type { Collection } from '@facerec/catalog';
import { FacePipelinePool } from '@facerec/face-pipeline';
import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '../problems/errors';
import { DefaultThreshold } from './default-threshold';
import type { ThresholdFields } from './threshold.dto';

/** Cosines for what requests ask for. */
@Injectable()
export class Thresholds {
  constructor(private readonly pipeline: FacePipelinePool, private readonly defaults: DefaultThreshold) {}

  /** The request's, else the collection's, else the service's. Throws `InvalidRequestError` for a rate the models do not know. */
  forSearch(request: ThresholdFields, collection: Collection): number {
    return this.resolve(request, collection.minCosine ?? this.defaults.searchCosine ?? this.pipeline.pack.searchCosine);
  }

  /** The request's, else the models' own. Throws like `forSearch`. */
  forVerification(request: ThresholdFields): number {
    return this.resolve(request, this.pipeline.pack.verifyCosine);
  }

  private resolve({ min_cosine: minCosine, target_far: targetFar }: ThresholdFields, otherwise: number): number {
    if (targetFar === undefined || targetFar === null) return minCosine ?? otherwise;
    if (typeof minCosine === 'number') throw invalid('give min_cosine or target_far, not both');
    return cosineForRate(this.pipeline.pack.cosineAtFar, targetFar);
  }
}

/** The cosine of the highest known rate that is not above the wanted one. */
export function cosineForRate(cosineAtFar: Readonly<Record<string, number>>, rate: number): number {
  const known = Object.entries(cosineAtFar).map(([far, cosine]) => ({ far: Number(far), cosine })).sort((a, b) => b.far - a.far);
  if (known.length === 0) throw invalid('target_far is not known for these models; use min_cosine');
  const best = known.find(({ far }) => far <= rate);
  if (best === undefined) throw invalid(`target_far must be at least ${known.at(-1)?.far} with these models`);
  return best.cosine;
}

function invalid(detail: string): InvalidRequestError {
  return new InvalidRequestError([{ pointer: '/target_far', detail }]);
}
