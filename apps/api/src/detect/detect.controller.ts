import { FacePipelinePool, type ImageAnalysis } from '@facerec/face-pipeline';
import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator';
import { clampCosine, similarityOf } from '../face-recognition/similarity';
import { NoFaceError } from '../problems/errors';
import { Thresholds } from '../search/thresholds';
import { ImageInputs } from '../uploads/image-inputs';
import { TakesImages } from '../uploads/takes-images.decorator';
import { CompareRequest, ComparisonDto } from './compare.dto';
import { DetectedFacesDto, DetectRequest, EmbeddedFacesDto } from './detect.dto';
import { describeFace, describePassedOver } from './describe-face';

/** What the models see in a photo. Nothing is stored. */
@ApiTags('Faces in a photo')
@Controller('api/v1')
export class DetectController {
  constructor(
    private readonly inputs: ImageInputs,
    private readonly pipeline: FacePipelinePool,
    private readonly thresholds: Thresholds,
  ) {}

  @Post('detect')
  @Needs('search')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Find the faces of a photo', description: 'A photo without a face is an answer, not an error. Nothing is stored.' })
  @ApiOkResponse({ type: DetectedFacesDto })
  @TakesImages()
  async detectFaces(@Body() request: DetectRequest): Promise<DetectedFacesDto> {
    const analysis = await this.analyze(request);
    return { ...describeAnalysis(analysis), faces: analysis.faces.map((face) => describeFace(face, analysis)) };
  }

  @Post('embeddings')
  @Needs('search')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Embed the faces of a photo', description: 'The numbers that searches compare. Nothing is stored.' })
  @ApiOkResponse({ type: EmbeddedFacesDto })
  @TakesImages()
  async embedFaces(@Body() request: DetectRequest): Promise<EmbeddedFacesDto> {
    const analysis = await this.analyze(request);
    const { name: pack, embeddingContract, dimension } = this.pipeline.pack;
    return {
      ...describeAnalysis(analysis),
      model: { pack, embedding_contract: embeddingContract, dimension },
      faces: analysis.faces.map((face) => ({ ...describeFace(face, analysis), embedding: Array.from(face.embedding) })),
    };
  }

  @Post('compare')
  @Needs('search')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Compare the main face of one photo with the faces of another', description: 'Nothing is stored.' })
  @ApiOkResponse({ type: ComparisonDto })
  @TakesImages('face_not_found')
  async compareFaces(@Body() request: CompareRequest): Promise<ComparisonDto> {
    const minCosine = this.thresholds.forVerification(request);
    const detail = request.detail ?? undefined;
    const source = await this.inputs.analyze(request.source, { maxFaces: 1, detail }, 'source');
    const face = source.faces[0];
    if (face === undefined) throw new NoFaceError('source');
    const target = await this.inputs.analyze(request.target, { maxFaces: 100, detail }, 'target');
    const compared = target.faces.map((other) => {
      const cosine = clampCosine(dot(face.embedding, other.embedding));
      return { face: describeFace(other, target), similarity: similarityOf(cosine), cosine, same_person: cosine >= minCosine };
    });
    return { min_cosine: minCosine, source_face: describeFace(face, source), target_faces: compared.sort((a, b) => b.cosine - a.cosine) };
  }

  private async analyze({ image, max_faces: maxFaces, detail }: DetectRequest): Promise<ImageAnalysis> {
    return this.inputs.analyze(image, { maxFaces, detail: detail ?? undefined });
  }
}

function describeAnalysis(analysis: ImageAnalysis): Pick<DetectedFacesDto, 'width' | 'height' | 'passed_over'> {
  return { width: analysis.width, height: analysis.height, passed_over: analysis.passedOver.map((face) => describePassedOver(face, analysis, face.reason)) };
}

/** Of unit vectors: their cosine. */
function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
