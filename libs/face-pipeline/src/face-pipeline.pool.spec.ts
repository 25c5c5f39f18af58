import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import sharp from 'sharp';
import { cosine, openPool, root, samplePhoto } from '../test/fixtures';
import { ModelPackError, PipelineBusyError } from './errors';
import { FacePipelineModule } from './face-pipeline.module';
import { FacePipelinePool } from './face-pipeline.pool';

describe('FacePipelinePool', () => {
  let pool: FacePipelinePool;
  beforeAll(async () => {
    pool = await openPool();
  });
  afterAll(() => pool.close());

  it('finds every face of the sample photos', async () => {
    const found = await Promise.all(([1, 2, 3, 4, 5, 6] as const).map(async (number) => (await pool.analyze(await samplePhoto(number))).faces.length));
    // Counted by eye: those who face the camera.
    expect(found).toEqual([3, 3, 3, 4, 5, 4]);
  });

  it('describes each face in pixels of the photo, the central one first', async () => {
    const { width, height, faces, passedOver } = await pool.analyze(await samplePhoto(1));
    expect({ width, height, passedOver }).toEqual({ width: 1920, height: 1280, passedOver: [] });
    expect(faces.map(({ box }) => Math.round(box.left / 10))).toEqual([83, 42, 146]);
    for (const { box, landmarks, confidence, embedding } of faces) {
      expect(confidence).toBeGreaterThan(0.99);
      expect(embedding).toHaveLength(512);
      expect(cosine(embedding, embedding)).toBeCloseTo(1, 5);
      for (const { x, y } of landmarks) {
        expect(x > box.left && x < box.left + box.width && y > box.top && y < box.top + box.height).toBe(true);
      }
      const [leftEye, rightEye, , leftMouth] = landmarks;
      expect(leftEye.x).toBeLessThan(rightEye.x);
      expect(leftEye.y).toBeLessThan(leftMouth.y);
    }
  });

  it('gives the same answer every time, in whatever worker', async () => {
    const photo = await samplePhoto(5);
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => pool.analyze(photo)));
    for (const other of others) expect(other.faces).toEqual(first!.faces);
  });

  it('recognises a face cut out and compressed again, and nobody else', async () => {
    const photo = await samplePhoto(3);
    const { faces } = await pool.analyze(photo);
    const { left, top, width, height } = faces[0]!.box;
    const cut = await sharp(photo)
      .extract({ left: Math.round(left - width / 2), top: Math.round(top - height / 2), width: Math.round(width * 2), height: Math.round(height * 2) })
      .resize(300)
      .jpeg({ quality: 70 })
      .toBuffer();
    const [again] = (await pool.analyze(cut)).faces;
    expect(cosine(again!.embedding, faces[0]!.embedding)).toBeGreaterThan(0.85);
    for (const other of faces.slice(1)) expect(cosine(again!.embedding, other.embedding)).toBeLessThan(pool.pack.verifyCosine);
  });

  it('finds no face where there is none, which is a result', async () => {
    const wall = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#b5a48c' } }).png().toBuffer();
    expect((await pool.analyze(wall)).faces).toEqual([]);
  });

  it('embeds the strongest faces when there are more than asked for, and tells of the others', async () => {
    const photo = await samplePhoto(5);
    const all = (await pool.analyze(photo)).faces;
    const { faces, passedOver } = await pool.analyze(photo, { maxFaces: 2 });
    expect(faces).toEqual(all.slice(0, 2));
    expect(passedOver).toEqual(all.slice(2).map(({ box, confidence }) => ({ box, confidence, reason: 'beyond_max_faces' })));
  });

  it('passes over faces below the confidence asked for', async () => {
    const photo = await samplePhoto(4);
    const { faces, passedOver } = await pool.analyze(photo, { minConfidence: 0.95 });
    expect(faces).toHaveLength(3);
    expect(passedOver).toEqual([expect.objectContaining({ reason: 'low_confidence', confidence: expect.closeTo(0.93, 1) })]);
  });

  it('leaves the caller\'s bytes alone', async () => {
    const photo = await samplePhoto(1);
    const before = Buffer.from(photo);
    await pool.analyze(photo);
    expect(photo.equals(before)).toBe(true);
  });
});

describe('a small pool', () => {
  it('refuses images when all workers are busy and the line is full, and takes them afterwards', async () => {
    const pool = await openPool({ workers: 1, maxQueue: 1 });
    const photo = await samplePhoto(1);
    const accepted = [pool.analyze(photo), pool.analyze(photo)];
    expect(pool.stats()).toEqual({ workers: 1, running: 1, waiting: 1, completed: 0 });
    await expect(pool.analyze(photo)).rejects.toThrow(PipelineBusyError);
    await Promise.all(accepted);
    await pool.analyze(photo);
    expect(pool.stats()).toEqual({ workers: 1, running: 0, waiting: 0, completed: 3 });
    await pool.close();
  });

  it('finishes what it has in hand before it closes, and takes nothing more', async () => {
    const pool = await openPool({ workers: 1 });
    const photo = await samplePhoto(2);
    const accepted = [pool.analyze(photo), pool.analyze(photo), pool.analyze(photo)];
    const closed = pool.close();
    await expect(pool.analyze(photo)).rejects.toThrow(PipelineBusyError);
    expect((await Promise.all(accepted)).map(({ faces }) => faces.length)).toEqual([3, 3, 3]);
    await closed;
  });

  it('takes its confidence from the options, else from the pack, and warns when that passes over what the pack takes for faces', async () => {
    const warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const pool = await openPool({ workers: 1, minFaceConfidence: 0.95 });
    expect(warnings.mock.calls).toEqual([[expect.stringMatching(/below a confidence of 0\.95 .* compact takes those above 0\.65/)]]);
    warnings.mockRestore();
    const { passedOver } = await pool.analyze(await samplePhoto(4));
    expect(passedOver).toHaveLength(1);
    expect(pool.pack.minConfidence).toBe(0.65);
    await pool.close();
  });

  it('says which packs there are when the one asked for is unknown', async () => {
    await expect(openPool({ pack: 'nobody' })).rejects.toThrow(ModelPackError);
    await expect(openPool({ pack: 'nobody' })).rejects.toThrow(/compact, buffalo_l/);
  });
});

describe('FacePipelineModule', () => {
  it('provides the pool and closes it with the app', async () => {
    const options = { modelsDirectory: `${root}/models`, pack: 'compact', cacheDirectory: `${root}/.data/cache`, workers: 1 };
    const app = await Test.createTestingModule({ imports: [FacePipelineModule.forRoot(options)] }).compile();
    const pool = app.get(FacePipelinePool);
    expect(pool.pack).toMatchObject({ name: 'compact', dimension: 512 });
    await app.close();
    await expect(pool.analyze(new Uint8Array(1))).rejects.toThrow(PipelineBusyError);
  });
});
