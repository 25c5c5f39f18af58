import type { Box, Detail } from '../types.ts';
import { DETECTION_PLANS, type DetectionPlan } from './detection-plan.ts';
import type { Detection, Detector } from './detector.ts';
import { mergeLooks } from './nms.ts';
import { fromAfar, holds, isCutOff, quartersOf, wholeOf } from './parts.ts';
import { turnedView, type Pixels } from './pixels.ts';

/** Faces seen in one way of holding the picture. */
export interface Sight {
  /** The picture as it was held; boxes are in its pixels. */
  readonly pixels: Pixels;
  /** By which it was turned clockwise. */
  readonly rightAngles: number;
  readonly found: readonly Found[];
}

export interface Found extends Detection {
  /** Not seen in the whole upright image: a second look decides whether it is a face. */
  readonly doubtful: boolean;
}

interface Search {
  readonly plan: DetectionPlan;
  readonly pixels: Pixels;
  /** 0..1, above which a box counts, and above which it hints. */
  readonly minConfidence: number;
  readonly hintConfidence: number;
}

/** What one part showed, and which of its quarters deserve a closer look. */
interface Look {
  readonly found: readonly Found[];
  /** Boxes that may be faces, found ones included. */
  readonly hints: number;
  readonly closer: readonly Box[];
}

/** Image pixels per input pixel below which a closer look would only show made-up pixels. */
const CLOSEST = 1.3;

/** Input pixels from a part's edge within which a box counts as cut off. */
const EDGE = 2;

/** Where to look for faces, and in which order: the detector sees one small picture at a time. */
export class FaceFinder {
  private readonly detector: Detector;
  private readonly maxImagePixels: number;

  /** Images of more than `maxImagePixels` are looked at no closer than if they had been scaled down to that. */
  constructor(detector: Detector, maxImagePixels: number) {
    this.detector = detector;
    this.maxImagePixels = maxImagePixels;
  }

  /**
   * Upright first; whoever is sure of no face there goes on to the next: from afar, for faces too close to fit in the picture, and
   * turned, for pictures that lie on their side without saying so. Those hint at faces: where nothing does, nothing is turned.
   */
  async *sights(upright: Pixels, detail: Detail, minConfidence: number): AsyncGenerator<Sight> {
    const plan = DETECTION_PLANS[detail];
    if (plan === null) {
      yield sight(upright, 0, await this.detector.detect(upright, wholeOf(upright), minConfidence), false);
      return;
    }
    const hintConfidence = Math.min(plan.hint * this.detector.spec.minConfidence, minConfidence);
    const { found, hints } = await this.lookCloser({ plan, pixels: upright, minConfidence, hintConfidence });
    yield { pixels: upright, rightAngles: 0, found };
    yield sight(upright, 0, await this.detector.detect(upright, fromAfar(upright), minConfidence), true);
    if (hints === 0) return;
    for (const rightAngles of [1, 3, 2]) {
      const pixels = turnedView(upright, rightAngles);
      yield sight(pixels, rightAngles, await this.detector.detect(pixels, wholeOf(pixels), minConfidence), true);
    }
  }

  /** The whole image, then by and by the quarters in which something small was seen, at about twice the size. */
  private async lookCloser(search: Search): Promise<{ found: Found[]; hints: number }> {
    const looks: Found[][] = [];
    let hints = 0;
    let parts = [wholeOf(search.pixels)];
    while (parts.length > 0) {
      const next: Box[] = [];
      const found: Found[] = [];
      for (const part of parts) {
        const look = await this.look(part, search, looks.length > 0);
        found.push(...look.found);
        next.push(...look.closer);
        hints += look.hints;
      }
      looks.push(found);
      parts = next;
    }
    return { found: mergeLooks(looks, this.detector.spec.nmsIou), hints };
  }

  private async look(part: Box, { plan, pixels, minConfidence, hintConfidence }: Search, doubtful: boolean): Promise<Look> {
    const seen = await this.detector.detect(pixels, part, hintConfidence);
    const scale = this.scaleOf(part);
    const edge = { width: EDGE * scale.width, height: EDGE * scale.height };
    const found = seen
      .filter(({ box, confidence }) => confidence > minConfidence && !isCutOff(box, part, pixels, edge))
      .map((detection) => ({ ...detection, doubtful }));
    const hints = seen.length;
    if (!this.canComeCloser(scale, pixels)) return { found, hints, closer: [] };
    const overlap = { width: plan.smallFace * scale.width, height: plan.smallFace * scale.height };
    const small = seen.filter(({ box }) => box.height < overlap.height);
    const all = !doubtful && (plan.allQuarters === 'always' || found.length === 0);
    const closer = quartersOf(part, overlap).filter((quarter) => all || small.some(({ box }) => holds(quarter, box)));
    return { found, hints, closer };
  }

  /** Image pixels per input pixel. */
  private scaleOf(part: Box): { readonly width: number; readonly height: number } {
    const { input, resize } = this.detector.spec;
    const [width, height] = [part.width / input.width, part.height / input.height];
    return resize === 'stretch' ? { width, height } : { width: Math.max(width, height), height: Math.max(width, height) };
  }

  private canComeCloser(scale: { readonly width: number; readonly height: number }, { width, height }: Pixels): boolean {
    const reduction = Math.min(1, Math.sqrt(this.maxImagePixels / (width * height)));
    return Math.sqrt(scale.width * scale.height) * reduction >= CLOSEST;
  }
}

function sight(pixels: Pixels, rightAngles: number, detections: readonly Detection[], doubtful: boolean): Sight {
  return { pixels, rightAngles, found: detections.map((detection) => ({ ...detection, doubtful })) };
}
