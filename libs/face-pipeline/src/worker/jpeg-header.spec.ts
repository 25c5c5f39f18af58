import sharp, { type Sharp } from 'sharp';
import { samplePhoto } from '../../test/fixtures';
import { readJpegHeader } from './jpeg-header';

const small = (): Sharp => sharp({ create: { width: 30, height: 20, channels: 3, background: 'grey' } });

describe('readJpegHeader', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('reads EXIF orientation %i', async (orientation) => {
    const image = await small().withMetadata({ orientation }).jpeg().toBuffer();
    expect(readJpegHeader(image)).toEqual({ width: 30, height: 20, orientation });
  });

  it('reads EXIF in the other byte order', () => {
    const tiff = Buffer.from('4d4d002a00000008' + '0002' + '0100000400000001000000ff' + '011200030000000100060000' + '00000000', 'hex');
    const exif = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
    const frame = Buffer.from('ffc0000b080014001e01012200', 'hex');
    const length = Buffer.from([0, exif.length + 2]);
    const image = Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), length, exif, Buffer.from([0xff]), frame]);
    expect(readJpegHeader(image)).toEqual({ width: 30, height: 20, orientation: 6 });
  });

  it('agrees with sharp on a photo, and on a progressive one without EXIF', async () => {
    for (const image of [await samplePhoto(1), await small().jpeg({ progressive: true }).toBuffer()]) {
      const { width, height, orientation = 1 } = await sharp(image).metadata();
      expect(readJpegHeader(image)).toEqual({ width, height, orientation });
    }
  });

  it('knows nothing of other formats, and of a JPEG that ends before its size', async () => {
    const jpeg = await small().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    expect(readJpegHeader(await small().png().toBuffer())).toBeUndefined();
    for (let end = 0; end < frame + 9; end += 1) expect(readJpegHeader(jpeg.subarray(0, end))).toBeUndefined();
  });
});
