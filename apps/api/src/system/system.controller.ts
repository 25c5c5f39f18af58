import { FacePipelinePool } from '@facerec/face-pipeline';
import { VectorStore } from '@facerec/vector-store';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator';
import { apiVersion } from '../docs-paths';
import { uploadLimits } from '../uploads/upload-limits';
import { SystemFacts } from './system-facts';
import { ModelsDto, SystemDto } from './system.dto';

/** What this service is made of. */
@ApiTags('Service')
@Controller('api/v1')
export class SystemController {
  constructor(private readonly pipeline: FacePipelinePool, private readonly store: VectorStore, private readonly facts: SystemFacts) {}

  @Get('models')
  @Needs('read')
  @ApiOperation({ summary: 'The models, and what their cosines mean' })
  @ApiOkResponse({ type: ModelsDto })
  listModels(): ModelsDto {
    const { name, dimension, embeddingContract, pipelineContract, searchCosine, verifyCosine, minConfidence, cosineAtFar } = this.pipeline.pack;
    return {
      models: [{
        pack: name, dimension, embedding_contract: embeddingContract, pipeline_contract: pipelineContract, search_cosine: searchCosine,
        verify_cosine: verifyCosine, min_confidence: minConfidence, cosine_at_far: { ...cosineAtFar },
      }],
    };
  }

  @Get('system')
  @Needs('read')
  @ApiOperation({ summary: 'Versions, engines, limits, and how busy the service is' })
  @ApiOkResponse({ type: SystemDto })
  getSystem(): SystemDto {
    const { workers, running, waiting, completed } = this.pipeline.stats();
    const { environment, vectorStore, catalog, imagePixels, facesPerImage } = this.facts;
    const { imageBytes, requestBytes } = uploadLimits;
    return {
      api_version: apiVersion,
      node_version: process.version,
      environment,
      pipeline: { pack: this.pipeline.pack.name, workers, running, waiting, completed },
      engines: { vector_store: vectorStore, vector_consistency: this.store.consistency, catalog },
      limits: { image_bytes: imageBytes, image_pixels: imagePixels, request_bytes: requestBytes, faces_per_image: facesPerImage },
    };
  }
}
