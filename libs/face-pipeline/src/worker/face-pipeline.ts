import type { AnalyzedFace, AnalyzeOptions, FiveLandmarks, ImageAnalysis, PassedOverFace } from '../types.ts';
import { ALIGNMENT } from './align.ts';
import { decode } from './decode.ts';
import { openDetector, type Detection, type Detector } from './detector.ts';
import { Embedder } from './embedder.ts';
import { Landmarker } from './landmarks.ts';
import type { PackSpec } from './pack-spec.ts';
import { PixelMemory } from './pixel-memory.ts';
import { uprightView, type Pixels } from './pixels.ts';
import type { PreparedPack } from './prepared-model.ts';
import { clampBox, rank } from './rank.ts';

/** What a worker needs to know to analyze images. */
export interface PipelinePlan {
  readonly spec: PackSpec;
  readonly models: PreparedPack;
  readonly maxDecodePixels: number;
  /** 0..1, for calls that do not bring their own. */
  readonly minConfidence: number;
}

interface Models {
  readonly detector: Detector;
  readonly landmarker: Landmarker | null;
  readonly embedder: Embedder;
}

/** One thread's decode → detect → landmarks → align → embed. */
export class FacePipeline {
  private readonly plan: PipelinePlan;
  private readonly memory: PixelMemory;
  private readonly models: Models;

  private constructor(plan: PipelinePlan, memory: PixelMemory, models: Models) {
    this.plan = plan;
    this.memory = memory;
    this.models = models;
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
    await detector.detect(black, this.plan.minConfidence);
    await landmarker?.find(black, { left: 0, top: 0, width: 1, height: 1 });
    await embedder.embed(black, ALIGNMENT.template.map(([x, y]) => ({ x, y })) as unknown as FiveLandmarks);
  }

  /** @throws ImageRefusal */
  async analyze(image: Uint8Array, options: AnalyzeOptions = {}): Promise<ImageAnalysis> {
    const start = performance.now();
    const pixels = await decode(image, this.memory, this.plan.maxDecodePixels);
    const decoded = performance.now();
    const { chosen, passedOver } = await this.choose(pixels, options);
    const detected = performance.now();
    const faces: AnalyzedFace[] = [];
    for (const detection of chosen) faces.push(await this.describe(pixels, detection));
    const embedded = performance.now();
    const stageMs = { decode: decoded - start, detect: detected - decoded, embed: embedded - detected };
    return { width: pixels.width, height: pixels.height, faces, passedOver, stageMs };
  }

  /** Strongest first. Faces that the pack would take but the caller's confidence does not are told, not embedded. */
  private async choose(pixels: Pixels, options: AnalyzeOptions): Promise<{ chosen: Detection[]; passedOver: PassedOverFace[] }> {
    const wanted = options.minConfidence ?? this.plan.minConfidence;
    const seen = await this.models.detector.detect(pixels, Math.min(wanted, this.plan.spec.detector.minConfidence));
    const inside = seen.map((detection) => ({ detection, box: clampBox(detection.box, pixels) })).filter(({ box }) => box.width > 0 && box.height > 0);
    const ranked = rank(inside, pixels);
    const chosen: Detection[] = [];
    const passedOver: PassedOverFace[] = [];
    for (const { detection, box } of ranked) {
      const { confidence } = detection;
      if (confidence <= wanted) passedOver.push({ box, confidence, reason: 'low_confidence' });
      else if (chosen.length >= (options.maxFaces ?? Infinity)) passedOver.push({ box, confidence, reason: 'beyond_max_faces' });
      else chosen.push(detection);
    }
    return { chosen, passedOver };
  }

  private async describe(pixels: Pixels, { box, confidence, landmarks: own }: Detection): Promise<AnalyzedFace> {
    const landmarks = own ?? (await this.models.landmarker!.find(pixels, box));
    const embedding = await this.models.embedder.embed(pixels, landmarks);
    return { box: clampBox(box, pixels), landmarks, confidence, embedding };
  }
}
