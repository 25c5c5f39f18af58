import { type AnalyzedFace, type Detail, FacePipelinePool, type PassedOverFace } from '@facerec/face-pipeline';
import { Injectable } from '@nestjs/common';
import { describeFace, describePassedOver } from '../detect/describe-face';
import type { FaceDto, PassedOverFaceDto } from '../detect/face.dto';
import { KnownFaces } from '../faces/known-faces';
import { InvalidRequestError } from '../problems/errors';
import { ImageInputs } from '../uploads/image-inputs';
import type { ImageInputDto } from '../uploads/image-input.dto';
import { type FaceSelection, facesToEmbed, selectFaces } from './face-selection';
import type { SearchRequest } from './search.dto';

/** A face that is searched for. */
export interface QueryFace {
  readonly embedding: Float32Array;
  readonly face: FaceDto | null;
}

export interface QueryFaces {
  readonly faces: readonly QueryFace[];
  readonly passedOver: PassedOverFaceDto[];
}

/** Turns a search request into the faces it is about. */
@Injectable()
export class FaceQueries {
  constructor(private readonly pipeline: FacePipelinePool, private readonly inputs: ImageInputs, private readonly known: KnownFaces) {}

  /** Throws `InvalidRequestError`, `UnknownFaceError`, and what images bring. */
  async of(collectionId: string, { image, face_id: faceId, embedding, face_selection: selection, detail }: SearchRequest): Promise<QueryFaces> {
    const given = [image, faceId, embedding].filter((source) => source !== undefined && source !== null);
    if (given.length !== 1) throw invalid('', 'give exactly one of image, face_id and embedding');
    if (image) return this.inImage(image, selection ?? undefined, detail ?? undefined);
    if (selection) throw invalid('/face_selection', 'face_selection is for images');
    const vector = embedding ? this.unit(embedding) : await this.known.embeddingOf(collectionId, faceId ?? '');
    return { faces: [{ embedding: vector, face: null }], passedOver: [] };
  }

  /** The main face of an image; undefined when it shows none. */
  async mainFace(image: ImageInputDto, detail?: Detail): Promise<Float32Array | undefined> {
    const { faces } = await this.inputs.analyze(image, { maxFaces: 1, detail });
    return faces[0]?.embedding;
  }

  private async inImage(image: ImageInputDto, selection?: FaceSelection, detail?: Detail): Promise<QueryFaces> {
    const analysis = await this.inputs.analyze(image, { maxFaces: facesToEmbed(selection), detail });
    const selected = analysis.faces.length === 0 ? [] : selectFaces(analysis.faces, selection);
    const others = analysis.faces.filter((face) => !selected.includes(face));
    return {
      faces: selected.map((face: AnalyzedFace) => ({ embedding: face.embedding, face: describeFace(face, analysis) })),
      passedOver: [
        ...others.map((face) => describePassedOver(face, analysis, 'not_selected')),
        ...analysis.passedOver.map((face) => describePassedOver(face, analysis, reasonOf(face, selection))),
      ],
    };
  }

  private unit(numbers: readonly number[]): Float32Array {
    const { dimension } = this.pipeline.pack;
    if (numbers.length !== dimension) throw invalid('/embedding', `embedding must have ${dimension} numbers`);
    const vector = Float64Array.from(numbers);
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    if (!Number.isFinite(length) || length < 1e-6) throw invalid('/embedding', 'embedding must not be zero, nor of immense length');
    return new Float32Array(vector.map((value) => value / length));
  }
}

/** Only where all were wanted is there a limit to tell of: the pipeline was asked for no more than are meant. */
function reasonOf({ reason }: PassedOverFace, selection: FaceSelection | undefined): string {
  return reason === 'beyond_max_faces' && selection !== 'all' ? 'not_selected' : reason;
}

function invalid(pointer: string, detail: string): InvalidRequestError {
  return new InvalidRequestError([{ pointer, detail }]);
}
