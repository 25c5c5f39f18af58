import sharp from 'sharp';
import { contactSheet, matchFaces } from '../test/contact-sheet';
import { openPool, samplePhoto } from '../test/fixtures';
import type { FacePipelinePool } from './face-pipeline.pool';
import { details } from './types';

const samples = [1, 2, 3, 4, 5, 6] as const;

describe('the detection plan', () => {
  let pool: FacePipelinePool;
  beforeAll(async () => {
    pool = await openPool({ maxQueue: 100 });
  });
  afterAll(() => pool.close());

  it('finds faces of 16 to 24 pixels on contact sheets that one pass over the whole sheet misses', async () => {
    const photos = await Promise.all(samples.map(async (number) => {
      const bytes = await samplePhoto(number);
      return { bytes, faces: (await pool.analyze(bytes, { detail: 'fast' })).faces.map(({ box }) => box) };
    }));
    const sheets = await Promise.all([16, 20, 23].map((height) => contactSheet(photos, height)));
    const count = async (detail: 'fast' | 'balanced') => {
      const found = await Promise.all(sheets.map(async ({ bytes, faces }) => matchFaces(faces, (await pool.analyze(bytes, { detail })).faces.map(({ box }) => box))));
      return { found: sum(found.map((sheet) => sheet.found)), extra: sum(found.map((sheet) => sheet.extra)) };
    };
    const shown = sum(sheets.map(({ faces }) => faces.length));
    const [fast, balanced] = [await count('fast'), await count('balanced')];
    expect(shown).toBeGreaterThanOrEqual(100);
    expect(balanced.found).toBeGreaterThanOrEqual(1.5 * fast.found);
    // So that 1.5 times nothing is not enough.
    expect(balanced.found).toBeGreaterThanOrEqual(0.7 * shown);
    expect(balanced.extra).toBeLessThanOrEqual(0.02 * balanced.found);
  });

  it('finds no face less and none more on the photos themselves, however hard it looks', async () => {
    for (const number of samples) {
      const photo = await samplePhoto(number);
      const [fast, ...others] = await Promise.all(details.map(async (detail) => (await pool.analyze(photo, { detail })).faces.map(({ box }) => box)));
      for (const boxes of others) expect(boxes).toEqual(fast);
    }
  });

  it.each([90, 180, 270])('finds faces in a photo that was turned by %i° and does not say so, and tells where they are', async (angle) => {
    const photo = await sharp(await samplePhoto(5)).resize(960).jpeg().toBuffer();
    const turned = await sharp(photo).rotate(angle).jpeg().toBuffer();
    const [upright, found] = [await pool.analyze(photo), await pool.analyze(turned)];
    expect(found.faces).toHaveLength(5);
    const centre = ({ left, top, width, height }: { left: number; top: number; width: number; height: number }) => ({ x: left + width / 2, y: top + height / 2 });
    const expected = upright.faces.map(({ box }) => turnedBy(angle, centre(box), upright));
    for (const { box, landmarks } of found.faces) {
      const distances = expected.map(({ x, y }) => Math.hypot(x - centre(box).x, y - centre(box).y));
      expect(Math.min(...distances)).toBeLessThan(12);
      for (const { x, y } of landmarks) expect(x > box.left - 5 && x < box.left + box.width + 5 && y > box.top - 5 && y < box.top + box.height + 5).toBe(true);
    }
  });

  it('finds a face too close to fit in the picture', async () => {
    const photo = await samplePhoto(3);
    const { left, top, width, height } = (await pool.analyze(photo)).faces[0]!.box;
    const cut = await sharp(photo).extract({ left: Math.round(left), top: Math.round(top), width: Math.round(width), height: Math.round(height) }).jpeg().toBuffer();
    expect((await pool.analyze(cut)).faces).toHaveLength(1);
  });

  it('passes over faces smaller than asked for, with the reason', async () => {
    const strict = await openPool({ workers: 1, minFaceSize: 170 });
    const { faces, passedOver } = await strict.analyze(await samplePhoto(4));
    await strict.close();
    expect(faces.length + passedOver.length).toBe(4);
    for (const { box } of faces) expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(170);
    for (const { box, reason } of passedOver) expect([Math.min(box.width, box.height) < 170, reason]).toEqual([true, 'too_small']);
    expect(passedOver.length).toBeGreaterThan(0);
  });

  it('tells how well a face can be recognised', async () => {
    const photo = await samplePhoto(1);
    const quality = async (bytes: Buffer) => (await pool.analyze(bytes)).faces[0]!.quality;
    const [clear, blurred, dark] = [await quality(photo), await quality(await sharp(photo).blur(8).jpeg().toBuffer()), await quality(await sharp(photo).linear(0.3).jpeg().toBuffer())];
    for (const signal of Object.values(clear)) expect(signal > 0 && signal <= 1).toBe(true);
    expect(blurred.sharpness).toBeLessThan(0.5 * clear.sharpness);
    expect(dark.brightness).toBeLessThan(0.5 * clear.brightness);
    expect(dark.sharpness).toBeGreaterThan(0.8 * clear.sharpness);
  });
});

function turnedBy(angle: number, { x, y }: { x: number; y: number }, { width, height }: { width: number; height: number }): { x: number; y: number } {
  switch (angle) {
    case 90: return { x: height - y, y: x };
    case 180: return { x: width - x, y: height - y };
    default: return { x: y, y: width - x };
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
