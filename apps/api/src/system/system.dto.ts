import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { examples } from '../examples';

/** What the models are and what their cosines mean. */
@ApiSchema({ name: 'Model' })
export class ModelDto {
  @ApiProperty({ description: 'The model pack.', example: 'compact' })
  pack!: string;

  @ApiProperty({ type: 'integer', description: 'Numbers in an embedding.', example: 512 })
  dimension!: number;

  @ApiProperty({ description: 'Embeddings of equal contracts, and no others, can be compared.', example: examples.embeddingContract })
  embedding_contract!: string;

  @ApiProperty({ description: 'Embedder, detector and how they are run.', example: '7aa1c2f0' })
  pipeline_contract!: string;

  @ApiProperty({ description: 'Lowest cosine of a match, unless a request, a collection or SIMILARITY_THRESHOLD says otherwise.', example: 0.45 })
  search_cosine!: number;

  @ApiProperty({ description: 'Lowest cosine of the same person, where two faces are compared.', example: 0.3 })
  verify_cosine!: number;

  @ApiProperty({ description: 'Score above which the detector\'s boxes are faces.', example: 0.65 })
  min_confidence!: number;

  @ApiProperty({
    type: 'object', additionalProperties: { type: 'number' }, example: { '1e-3': 0.332 },
    description: 'For `target_far`: how often two different people are taken for one → the cosine at which it was measured.',
  })
  cosine_at_far!: Readonly<Record<string, number>>;
}

/** 200 of GET /models. */
@ApiSchema({ name: 'Models' })
export class ModelsDto {
  @ApiProperty({ type: [ModelDto], description: 'In use by this service.' })
  models!: ModelDto[];
}

/** The threads that analyse photos. */
@ApiSchema({ name: 'PipelineState' })
export class PipelineStateDto {
  @ApiProperty({ example: 'compact' })
  pack!: string;

  @ApiProperty({ type: 'integer', example: 2 })
  workers!: number;

  @ApiProperty({ type: 'integer', description: 'Photos in work.', example: 0 })
  running!: number;

  @ApiProperty({ type: 'integer', description: 'Photos in line.', example: 0 })
  waiting!: number;

  @ApiProperty({ type: 'integer', description: 'Photos since the start.', example: 7 })
  completed!: number;
}

/** Which engines hold what. */
@ApiSchema({ name: 'Engines' })
export class EnginesDto {
  @ApiProperty({ example: 'embedded' })
  vector_store!: string;

  @ApiProperty({ enum: ['read-your-writes', 'eventual'], description: '`eventual`: what was just stored may not be found yet.', example: 'read-your-writes' })
  vector_consistency!: string;

  @ApiProperty({ example: 'sqlite' })
  catalog!: string;
}

/** What a request may hold. */
@ApiSchema({ name: 'Limits' })
export class LimitsDto {
  @ApiProperty({ type: 'integer', example: 10_485_760 })
  image_bytes!: number;

  @ApiProperty({ type: 'integer', example: 40_000_000 })
  image_pixels!: number;

  @ApiProperty({ type: 'integer', example: 67_108_864 })
  request_bytes!: number;

  @ApiProperty({ type: 'integer', description: 'Faces stored of one photo at most.', example: 20 })
  faces_per_image!: number;
}

/** 200 of GET /system. */
@ApiSchema({ name: 'System' })
export class SystemDto {
  @ApiProperty({ example: '1.0' })
  api_version!: string;

  @ApiProperty({ example: 'v24.21.0' })
  node_version!: string;

  @ApiProperty({ enum: ['development', 'test', 'production'], example: 'development' })
  environment!: string;

  @ApiProperty({ type: PipelineStateDto })
  pipeline!: PipelineStateDto;

  @ApiProperty({ type: EnginesDto })
  engines!: EnginesDto;

  @ApiProperty({ type: LimitsDto })
  limits!: LimitsDto;
}
