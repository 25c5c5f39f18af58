import sharp from 'sharp';
import type { ImageAnalysis } from '../types';
import { annotateFaces } from './annotate-faces';

const SKY = '#3060a0';
const blank = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: SKY } });

function anAnalysis(over: Partial<ImageAnalysis>): ImageAnalysis {
  return { width: 400, height: 300, faces: [], passedOver: [], stageMs: { decode: 0, detect: 0, embed: 0 }, ...over };
}

const box = { left: 100, top: 100, width: 120, height: 160 };
const landmarks = [{ x: 130, y: 150 }, { x: 190, y: 150 }, { x: 160, y: 190 }, { x: 135, y: 220 }, { x: 185, y: 220 }] as const;
const face = { box, landmarks, confidence: 0.987, quality: { sharpness: 1, brightness: 0.5, size: 1, pose: 1 }, embedding: new Float32Array(512) };

async function pixels(png: Buffer) {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { ...info, at: (x: number, y: number) => `#${data.subarray((y * info.width + x) * 3).toString('hex', 0, 3)}` };
}

describe('annotateFaces', () => {
  it('draws box, landmarks and a tag, and leaves the rest of the photo as it is', async () => {
    const png = await annotateFaces(await blank(400, 300).png().toBuffer(), anAnalysis({ faces: [face] }));
    const { width, height, at } = await pixels(png);
    expect([width, height]).toEqual([400, 300]);
    expect(at(100, 200)).not.toBe(SKY);
    expect(at(220, 200)).not.toBe(SKY);
    for (const { x, y } of landmarks) expect(at(x, y)).toBe('#ffd21f');
    expect(at(160, 250)).toBe(SKY);
    expect(at(300, 50)).toBe(SKY);
    expect(at(105, 92)).not.toBe(SKY);
  });

  it('draws on the upright photo, at most 1920 pixels long', async () => {
    const photo = await blank(3000, 4000).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const far = { ...box, left: 1000, top: 1000, width: 1000, height: 1000 };
    const { width, height, at } = await pixels(await annotateFaces(photo, anAnalysis({ width: 4000, height: 3000, passedOver: [{ box: far, confidence: 0.5, reason: 'too_small' }] })));
    expect([width, height]).toEqual([1920, 1440]);
    expect(at(480, 720)).toBe('#c9ced6');
  });
});
