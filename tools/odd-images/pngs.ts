import { deflateSync } from 'node:zlib';
import { mendable, type OddImage, overwritten, type Photo, refused, same } from './odd-image';
import { afterHeader, blackPng, pngOf, withChunk } from './png';

export async function oddPngs(photo: Photo): Promise<OddImage[]> {
  const plain = await photo().png().toBuffer();
  const bomb = deflateSync(Buffer.alloc(50_000_000));
  return [
    { ...same('a PNG named .txt', plain), type: 'text/plain', fileName: 'notes.txt' },
    same('an interlaced PNG', await photo().png({ progressive: true }).toBuffer()),
    same('a PNG of 16 bits', await photo().toColourspace('rgb16').png().toBuffer()),
    same('a grey PNG of 16 bits', await photo().toColourspace('grey16').png().toBuffer()),
    same('a PNG with a palette', await photo().png({ palette: true }).toBuffer()),
    same('a PNG with alpha', await photo().ensureAlpha().png().toBuffer()),
    same('a grey PNG with alpha', await photo().greyscale().ensureAlpha().png().toBuffer()),
    same('a PNG with something behind it', Buffer.concat([plain, Buffer.alloc(10_000, 'x')])),
    same('a PNG with a text that unpacks to 50 MB', withChunk(plain, 'zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), bomb]))),
    mendable('a PNG with a colour profile that unpacks to 50 MB', withChunk(plain, 'iCCP', Buffer.concat([Buffer.from('p3\0\0', 'latin1'), bomb]))),
    ...[8, 20, afterHeader, plain.length >> 1, plain.length - 100].map((length) => refused(`the first ${length} bytes of a PNG`, plain.subarray(0, length), 422)),
    mendable('a PNG without its end', plain.subarray(0, plain.length - 12)),
    mendable('a PNG with a wrong checksum in its header', overwritten(plain, afterHeader - 1, [0])),
    refused('a PNG whose rows are no deflate stream', pngOf(64, 64, Buffer.from('no deflate')), 422),
    refused('a PNG with fewer rows than it says', pngOf(64, 64, deflateSync(Buffer.alloc(200))), 422),
    refused('a PNG of 10,000 × 10,000 pixels in a few kilobytes', blackPng(10_000, 10_000), 413),
    refused('a PNG that claims 2³¹ − 1 pixels a side', pngOf(0x7fffffff, 0x7fffffff, bomb), 413, 422),
    refused('a PNG of no pixels', pngOf(0, 0, deflateSync(Buffer.alloc(0))), 422),
    { name: 'a PNG of as many pixels as are allowed', bytes: blackPng(8000, 5000), faces: 'none' },
    { name: 'a PNG of one pixel', bytes: blackPng(1, 1), faces: 'none' },
  ];
}
