/** What counts as a match when neither the request nor the collection says. */
export abstract class DefaultThreshold {
  /** Cosine -1..1 (SIMILARITY_THRESHOLD); undefined: the models' own. */
  abstract readonly searchCosine?: number;
}
