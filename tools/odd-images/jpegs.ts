import sharp from 'sharp';
import { mendable, type OddImage, overwritten, type Photo, refused, same } from './odd-image';

const [app1, app2, comment, huffman] = [0xe1, 0xe2, 0xfe, 0xc4];

export async function oddJpegs(photo: Photo): Promise<OddImage[]> {
  const plain = await photo().jpeg({ quality: 90 }).toBuffer();
  const grey = { create: { channels: 3, background: 'grey' } } as const;
  return [
    same('a progressive JPEG', await photo().jpeg({ progressive: true }).toBuffer()),
    same('a JPEG without subsampling', await photo().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()),
    same('a CMYK JPEG', await photo().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()),
    same('a grey JPEG', await photo().greyscale().jpeg({ quality: 95 }).toBuffer()),
    same('a JPEG of Display P3', await photo().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer()),
    same('a JPEG with a colour profile that is none', withSegment(plain, app2, Buffer.from(`ICC_PROFILE\0\x01\x01${'x'.repeat(200)}`, 'latin1'))),
    same('a JPEG with the first of nine parts of a colour profile', withSegment(plain, app2, Buffer.from('ICC_PROFILE\0\x01\x09half', 'latin1'))),
    ...(await Promise.all([3, 6, 8].map(async (orientation) => same(`a JPEG turned by EXIF ${orientation}`, await turned(photo, orientation))))),
    same('a JPEG of EXIF orientation 9', await photo().withMetadata().jpeg().toBuffer().then((bytes) => withSegment(bytes, app1, exif(9)))),
    same('a JPEG whose EXIF ends in the middle', withSegment(plain, app1, exif(1).subarray(0, 16))),
    same('a JPEG whose EXIF points behind its end', withSegment(plain, app1, overwritten(exif(1), 10, [0xff, 0xff, 0xff, 0x7f]))),
    same('a JPEG whose EXIF has 65,535 entries', withSegment(plain, app1, overwritten(exif(1), 14, [0xff, 0xff]))),
    same('a JPEG with 64 KB of something behind it', Buffer.concat([plain, Buffer.alloc(65_536, 'x')])),
    same('a JPEG with a ZIP archive behind it', Buffer.concat([plain, Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')])),
    same('a JPEG with a page of HTML in it', withSegment(plain, comment, Buffer.from('<html><script>alert(1)</script>'))),
    same('a JPEG with 100 long comments', Array.from({ length: 100 }).reduce<Buffer>((bytes) => withSegment(bytes, comment, Buffer.alloc(20_000, 'x')), plain)),
    same('a JPEG with padding between its segments', Buffer.concat([plain.subarray(0, 2), Buffer.alloc(50, 0xff), plain.subarray(2)])),
    { ...same('a JPEG sent as HTML', plain), type: 'text/html', fileName: 'index.html' },
    { ...same('a JPEG sent as nothing known', plain), type: 'application/octet-stream', fileName: '../../../etc/passwd' },
    ...[3, 20, 300, 1000, 5000, plain.length >> 2, plain.length >> 1, plain.length - 500, plain.length - 1].map((length) => (
      refused(`the first ${length} bytes of a JPEG`, plain.subarray(0, length), 415, 422)
    )),
    refused('a JPEG that claims 65,500 × 65,500 pixels', resized(plain, 65_500), 413),
    refused('a JPEG that claims no pixels', resized(plain, 0), 422),
    mendable('a JPEG that claims fewer pixels than it has', resized(plain, 64)),
    refused('a JPEG with a Huffman table that is none', overwritten(plain, segmentAt(plain, huffman) + 5, Array.from({ length: 16 }, () => 0xff)), 422),
    // Decoders then take the tables that the standard proposes.
    mendable('a JPEG without Huffman tables', withoutSegments(plain, huffman)),
    ...[0.3, 0.6, 0.9].map((place) => mendable(`a JPEG with other bytes at ${place * 100} %`, overwritten(plain, Math.floor(plain.length * place), [0xff, 0xd9, 0x00, 0xff, 0xda, 0x13]))),
    ...(await Promise.all([[1, 1], [1, 30_000], [30_000, 1]].map(async ([width, height]): Promise<OddImage> => (
      { name: `a JPEG of ${width} × ${height} pixels`, faces: 'none', bytes: await sharp({ create: { ...grey.create, width: width!, height: height! } }).jpeg().toBuffer() }
    )))),
  ];
}

/** As a camera stores it that is held that way. */
async function turned(photo: Photo, orientation: number): Promise<Buffer> {
  const degrees = { 3: 180, 6: 270, 8: 90 }[orientation] ?? 0;
  return sharp(await photo().rotate(degrees).png().toBuffer()).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
}

/** A segment right behind the start of the image. */
function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** EXIF with nothing but an orientation. */
function exif(orientation: number): Buffer {
  return Buffer.concat([Buffer.from('Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0', 'latin1'), Buffer.from([orientation, 0, 0, 0, 0, 0, 0, 0])]);
}

/** Where its 0xff stands. */
function segmentAt(jpeg: Buffer, ...markers: readonly number[]): number {
  for (let at = 2; at + 4 < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) if (markers.includes(jpeg[at + 1] ?? 0)) return at;
  throw new Error('The JPEG has no such segment.');
}

function withoutSegments(jpeg: Buffer, marker: number): Buffer {
  try {
    const at = segmentAt(jpeg, marker);
    return withoutSegments(Buffer.concat([jpeg.subarray(0, at), jpeg.subarray(at + 2 + jpeg.readUInt16BE(at + 2))]), marker);
  } catch {
    return jpeg;
  }
}

function resized(jpeg: Buffer, side: number): Buffer {
  return overwritten(jpeg, segmentAt(jpeg, 0xc0) + 5, [side >> 8, side & 0xff, side >> 8, side & 0xff]);
}
