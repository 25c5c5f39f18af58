import sharp, { type Sharp } from 'sharp';
import { blackPng } from '../../../tools/odd-images/png';
import { cosine, openPool, samplePhoto } from '../test/fixtures';
import { ImageTooLargeError, UndecodableImageError } from './errors';
import type { FacePipelinePool } from './face-pipeline.pool';
import type { AnalyzedFace } from './types';

describe('images of every kind', () => {
  let pool: FacePipelinePool;
  let upright: Buffer;
  let reference: readonly AnalyzedFace[];
  beforeAll(async () => {
    pool = await openPool({ workers: 2 });
    upright = await sharp(await samplePhoto(1)).resize(720).png().toBuffer();
    ({ faces: reference } = await pool.analyze(upright));
  });
  afterAll(() => pool.close());

  async function expectSameFaces(image: Buffer, minCosine: number): Promise<void> {
    const { width, height, faces } = await pool.analyze(image);
    expect({ width, height, faces: faces.length }).toEqual({ width: 720, height: 480, faces: 3 });
    faces.forEach((face, index) => {
      expect(Math.abs(face.box.left - reference[index]!.box.left)).toBeLessThan(4);
      expect(Math.abs(face.box.top - reference[index]!.box.top)).toBeLessThan(4);
      expect(cosine(face.embedding, reference[index]!.embedding)).toBeGreaterThan(minCosine);
    });
  }

  // How a camera held that way stores the picture: the inverse of what EXIF tells the viewer to do.
  it.each<[number, (image: Sharp) => Sharp]>([
    [1, (image) => image],
    [2, (image) => image.flop()],
    [3, (image) => image.rotate(180)],
    [4, (image) => image.flip()],
    [5, (image) => image.flop().rotate(270)],
    [6, (image) => image.rotate(270)],
    [7, (image) => image.flop().rotate(90)],
    [8, (image) => image.rotate(90)],
  ])('turns a JPEG of EXIF orientation %i upright', async (orientation, store) => {
    const raw = await store(sharp(upright)).png().toBuffer();
    await expectSameFaces(await sharp(raw).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer(), 0.98);
  });

  it('reads PNG with an EXIF orientation', async () => {
    const raw = await sharp(upright).rotate(270).png().toBuffer();
    await expectSameFaces(await sharp(raw).withMetadata({ orientation: 6 }).png().toBuffer(), 0.9999);
  });

  it.each<[string, (image: Sharp) => Sharp, number]>([
    ['WebP', (image) => image.webp({ quality: 90 }), 0.97],
    ['lossless WebP with alpha', (image) => image.ensureAlpha().webp({ lossless: true }), 0.9999],
    ['PNG of 16 bits', (image) => image.toColourspace('rgb16').png(), 0.999],
    ['PNG with alpha', (image) => image.ensureAlpha().png(), 0.9999],
    ['progressive JPEG', (image) => image.jpeg({ quality: 95, progressive: true }), 0.98],
    ['CMYK JPEG', (image) => image.toColourspace('cmyk').jpeg({ quality: 95 }), 0.8],
    ['grey JPEG', (image) => image.greyscale().jpeg({ quality: 95 }), 0.7],
    ['grey PNG of 16 bits', (image) => image.toColourspace('grey16').png(), 0.7],
    ['palette PNG', (image) => image.png({ palette: true }), 0.9],
    ['AVIF', (image) => image.avif({ quality: 80, effort: 0 }), 0.95],
    ['TIFF', (image) => image.tiff({ compression: 'lzw' }), 0.9999],
    ['GIF', (image) => image.gif(), 0.8],
  ])('reads %s', async (_format, encode, minCosine) => {
    await expectSameFaces(await encode(sharp(upright)).toBuffer(), minCosine);
  });

  it('takes the first picture of an animation', async () => {
    const second = await sharp(upright).flip().toBuffer();
    await expectSameFaces(await sharp([upright, second], { join: { animated: true } }).webp({ lossless: true }).toBuffer(), 0.9999);
  });

  it('reads a view into a larger buffer', async () => {
    const padded = Buffer.concat([Buffer.alloc(100), upright, Buffer.alloc(100)]);
    await expectSameFaces(padded.subarray(100, 100 + upright.length), 0.9999);
  });

  it('takes pictures of one pixel, and of one row', async () => {
    for (const size of [{ width: 1, height: 1 }, { width: 5000, height: 1 }]) {
      const image = await sharp({ create: { ...size, channels: 3, background: 'red' } }).jpeg().toBuffer();
      expect(await pool.analyze(image)).toMatchObject({ ...size, faces: [] });
    }
  });

  it('refuses a JPEG that was cut off, wherever', async () => {
    const photo = await samplePhoto(2);
    for (const bytes of [20, 2_000, photo.length / 2, photo.length - 1000, photo.length - 1]) {
      await expect(pool.analyze(photo.subarray(0, bytes))).rejects.toThrow(UndecodableImageError);
    }
  });

  it('refuses a PNG and a WebP that were cut off', async () => {
    const webp = await sharp(upright).webp().toBuffer();
    for (const image of [upright, webp]) {
      await expect(pool.analyze(image.subarray(0, image.length / 2))).rejects.toThrow(UndecodableImageError);
    }
  });

  it.each([
    ['text', 'a text file named .jpg'],
    ['nothing', ''],
    ['an SVG, which could name files', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'],
    ['a PDF', '%PDF-1.4\n%%EOF'],
  ])('refuses %s', async (_name, text) => {
    await expect(pool.analyze(Buffer.from(text))).rejects.toThrow(UndecodableImageError);
  });

  it('refuses a PNG of a hundred megapixels by its header, without decoding it', async () => {
    const bomb = blackPng(10_000, 10_000);
    expect(bomb.length).toBeLessThan(500_000);
    const refusal: unknown = await pool.analyze(bomb).catch((error: unknown) => error);
    expect(refusal).toEqual(new ImageTooLargeError('pixels', 100_000_000, 40_000_000));
    expect(refusal).toBeInstanceOf(ImageTooLargeError);
  });
});
