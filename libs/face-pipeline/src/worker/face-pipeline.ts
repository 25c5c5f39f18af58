import type { AnalyzedFace, AnalyzeOptions, Detail, FiveLandmarks, ImageAnalysis, PassedOverFace } from '../types.ts';
import { ALIGNMENT, misfit } from './align.ts';
import { decode } from './decode.ts';
import { leastNorm, SECOND_LOOK } from './detection-plan.ts';
import { openDetector, type Detector } from './detector.ts';
import { Embedder } from './embedder.ts';
import { FaceFinder, type Found, type Sight } from './face-finder.ts';
import { Landmarker } from './landmarks.ts';
import type { PackSpec } from './pack-spec.ts';
import { wholeOf } from './parts.ts';
import { PixelMemory } from './pixel-memory.ts';
import { uprightView, type Pixels } from './pixels.ts';
import type { PreparedPack } from './prepared-model.ts';
import { qualityOf } from './quality.ts';
import { clampBox, rank } from './rank.ts';
import { facesUpright } from './turn.ts';

/** What a worker needs to know to analyze images. */
export interface PipelinePlan {
  readonly spec: PackSpec;
  readonly models: PreparedPack;
  readonly maxDecodePixels: number;
  readonly maxImagePixels: number;
  /** Pixels of the shorter side. */
  readonly minFaceSize: number;
  /** 0..1, for calls that do not bring their own. */
  readonly minConfidence: number;
  /** For calls that do not bring their own. */
  readonly detail: Detail;
}

interface Models {
  readonly detector: Detector;
  readonly landmarker: Landmarker | null;
  readonly embedder: Embedder;
}

interface Described {
  readonly faces: readonly AnalyzedFace[];
  readonly passedOver: readonly PassedOverFace[];
  /** The faces' largest norm of an embedding. */
  readonly norm: number;
}

/** One thread's decode → detect → landmarks → align → embed. */
export class FacePipeline {
  private readonly plan: PipelinePlan;
  private readonly memory: PixelMemory;
  private readonly models: Models;
  private readonly finder: FaceFinder;

  private constructor(plan: PipelinePlan, memory: PixelMemory, models: Models) {
    this.plan = plan;
    this.memory = memory;
    this.models = models;
    this.finder = new FaceFinder(models.detector, plan.maxImagePixels);
  }

  static async open(plan: PipelinePlan): Promise<FacePipeline> {
    const { spec, models } = plan;
    const memory = new PixelMemory(plan.maxDecodePixels);
    const detector = await openDetector(spec.detector, models.detector, memory);
    const landmarker = spec.landmarks && models.landmarks ? await Landmarker.open(spec.landmarks, models.landmarks, memory) : null;
    const embedder = await Embedder.open(spec.embedder, models.embedder, memory);
    return new FacePipeline(plan, memory, { detector, landmarker, embedder });
  }

  /** Runs every model once, on black. */
  async warm(): Promise<void> {
    const { detector, landmarker, embedder } = this.models;
    const black = uprightView(this.memory.picture, 1, 1);
    await detector.detect(black, wholeOf(black), this.plan.minConfidence);
    await landmarker?.find(black, { left: 0, top: 0, width: 1, height: 1 });
    await embedder.embed(black, ALIGNMENT.template.map(([x, y]) => ({ x, y })) as unknown as FiveLandmarks);
  }

  /** @throws ImageRefusal */
  async analyze(image: Uint8Array, options: AnalyzeOptions = {}): Promise<ImageAnalysis> {
    const start = performance.now();
    const pixels = await decode(image, this.memory, this.plan.maxDecodePixels);
    const decoded = performance.now();
    const { faces, passedOver, describeMs } = await this.search(pixels, options);
    const stageMs = { decode: decoded - start, detect: performance.now() - decoded - describeMs, embed: describeMs };
    return { width: pixels.width, height: pixels.height, faces, passedOver, stageMs };
  }

  /** Until one way of holding the picture shows a face for sure; when none does, the first that shows anything. */
  private async search(pixels: Pixels, options: AnalyzeOptions): Promise<Described & { readonly describeMs: number }> {
    const wanted = Math.min(options.minConfidence ?? this.plan.minConfidence, this.plan.spec.detector.minConfidence);
    let best: Described | undefined;
    let describeMs = 0;
    for await (const sight of this.finder.sights(pixels, options.detail ?? this.plan.detail, wanted)) {
      const start = performance.now();
      const described = facesUpright(await this.describe(sight, options), sight.rightAngles, pixels);
      describeMs += performance.now() - start;
      if (this.isSure(described)) return { ...described, describeMs };
      if (best === undefined || (best.faces.length === 0 && described.faces.length > 0)) best = described;
    }
    return { ...best!, describeMs };
  }

  private isSure({ faces, passedOver, norm }: Described): boolean {
    if (faces.length > 0) return norm >= (this.plan.spec.thresholds.norm?.sure ?? 0);
    return passedOver.some(({ reason }) => reason !== 'not_a_face');
  }

  /** Strongest first. Faces that the pack would take but the caller's options do not are told, not embedded. */
  private async describe({ pixels, found }: Sight, { minConfidence = this.plan.minConfidence, maxFaces = Infinity }: AnalyzeOptions): Promise<Described> {
    const inside = found.map((face) => ({ ...face, box: clampBox(face.box, pixels), seen: face })).filter(({ box }) => box.width > 0 && box.height > 0);
    const ranked = rank(inside, pixels);
    const isSmall = ({ box }: Found): boolean => Math.min(box.width, box.height) < this.plan.minFaceSize;
    // All landmarks before the first embedding, so that each model's weights stay in the processor's cache from face to face.
    const landmarks = await this.locate(pixels, ranked.filter((face) => face.confidence > minConfidence && !isSmall(face)).slice(0, maxFaces));
    const faces: AnalyzedFace[] = [];
    const passedOver: PassedOverFace[] = [];
    let largestNorm = 0;
    for (const candidate of ranked) {
      const { box, confidence, seen } = candidate;
      const passOver = (reason: PassedOverFace['reason']) => passedOver.push({ box, confidence, reason });
      if (confidence <= minConfidence) passOver('low_confidence');
      else if (isSmall(candidate)) passOver('too_small');
      else if (faces.length >= maxFaces) passOver('beyond_max_faces');
      else {
        const { norm, face } = await this.embed(pixels, seen, landmarks.get(seen) ?? (await this.landmarksOf(pixels, seen)));
        if (face === null) passOver('not_a_face');
        else {
          faces.push({ box, confidence, ...face });
          largestNorm = Math.max(largestNorm, norm);
        }
      }
    }
    return { faces, passedOver, norm: largestNorm };
  }

  private async locate(pixels: Pixels, faces: readonly { readonly seen: Found }[]): Promise<ReadonlyMap<Found, FiveLandmarks>> {
    const located = new Map<Found, FiveLandmarks>();
    for (const { seen } of faces) located.set(seen, await this.landmarksOf(pixels, seen));
    return located;
  }

  private async landmarksOf(pixels: Pixels, { box, landmarks }: Found): Promise<FiveLandmarks> {
    return landmarks ?? (await this.models.landmarker!.find(pixels, box));
  }

  /** No face: a doubtful box that does not stand up to a second look. */
  private async embed(pixels: Pixels, { box, doubtful }: Found, landmarks: FiveLandmarks): Promise<{ norm: number; face: Omit<AnalyzedFace, 'box' | 'confidence'> | null }> {
    if (doubtful && misfit(landmarks) > SECOND_LOOK.mostMisfit) return { norm: 0, face: null };
    const { embedding, norm, crop } = await this.models.embedder.embed(pixels, landmarks);
    if (doubtful && norm < leastNorm(box.height, this.plan.spec.thresholds.norm)) return { norm, face: null };
    return { norm, face: { landmarks, quality: qualityOf(clampBox(box, pixels), landmarks, crop), embedding } };
  }
}
