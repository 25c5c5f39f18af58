import type { Settings } from '@facerec/settings';

/** What GET /system tells of the settings: nothing secret. */
export abstract class SystemFacts {
  abstract readonly environment: string;
  abstract readonly vectorStore: string;
  abstract readonly catalog: string;
  abstract readonly imagePixels: number;
  abstract readonly facesPerImage: number;
}

export function systemFacts({ environment, vectorStore, catalog, pipeline, faceIndexing }: Settings): SystemFacts {
  return {
    environment, vectorStore: vectorStore.kind, catalog: catalog.kind, imagePixels: pipeline.maxDecodePixels, facesPerImage: faceIndexing.maxFacesPerImage,
  };
}
