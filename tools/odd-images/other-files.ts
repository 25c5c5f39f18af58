import sharp from 'sharp';
import { mendable, type OddImage, overwritten, type Photo, refused, same } from './odd-image';

/** WebP, GIF, TIFF and AVIF, and what is no photo at all. */
export async function otherFiles(photo: Photo): Promise<OddImage[]> {
  return [...(await otherPhotos(photo)), ...noPhotos()];
}

async function otherPhotos(photo: Photo): Promise<OddImage[]> {
  const upright = await photo().png().toBuffer();
  const flipped = await photo().flip().png().toBuffer();
  const animated = () => sharp([upright, flipped], { join: { animated: true } });
  const webp = await photo().webp({ quality: 90 }).toBuffer();
  const gif = await photo().gif().toBuffer();
  const tiff = await photo().tiff({ compression: 'lzw' }).toBuffer();
  const avif = await photo().avif({ quality: 80, effort: 0 }).toBuffer();
  return [
    same('a WebP', webp),
    same('a lossless WebP with alpha', await photo().ensureAlpha().webp({ lossless: true }).toBuffer()),
    same('an animated WebP', await animated().webp({ quality: 90 }).toBuffer()),
    same('a GIF', gif),
    same('an animated GIF', await animated().gif().toBuffer()),
    same('a TIFF', tiff),
    same('a TIFF of two pages', await animated().tiff().toBuffer()),
    same('a TIFF in tiles of 16 bits', await photo().toColourspace('rgb16').tiff({ tile: true }).toBuffer()),
    same('an AVIF', avif),
    mendable('half a GIF', gif.subarray(0, gif.length >> 1)),
    ...Object.entries({ webp, tiff, avif }).map(([name, bytes]) => refused(`half a ${name}`, bytes.subarray(0, bytes.length >> 1), 422)),
    mendable('a GIF that claims a screen of 65,535 × 65,535 pixels', overwritten(gif, 6, [0xff, 0xff, 0xff, 0xff])),
    refused('a TIFF whose directory is itself', Buffer.from('II*\0\x08\0\0\0\0\0\x08\0\0\0', 'latin1'), 422),
    refused('a GIF that is a script', Buffer.from('GIF89a/*' + ' '.repeat(20) + '*/=1;alert(1)'), 413, 422),
    refused('a WebP that holds nothing', Buffer.from('RIFF\x04\0\0\0WEBP', 'latin1'), 422),
  ];
}

function noPhotos(): OddImage[] {
  const files: Readonly<Record<string, string>> = {
    'an SVG': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
    'an SVG that unfolds': `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}">]><svg>${'&b;'.repeat(100)}</svg>`,
    'a PDF': '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF',
    'a page of HTML': '<!doctype html><title>404</title>',
    'a text': 'a text file named .jpg',
    'a ZIP archive': 'PK\x03\x04\x14\0\0\0\0\0',
    'a gzip': '\x1f\x8b\x08\0\0\0\0\0',
    'a BMP': 'BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0',
    'an icon': '\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0',
    'the header of a HEIC': '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
    'the header of a film': '\0\0\0\x18ftypisom\0\0\x02\0isomiso2',
    'a JPEG 2000': '\0\0\0\x0cjP  \r\n\x87\n',
    'a Photoshop file': '8BPS\0\x01\0\0\0\0\0\0\0\x03',
    'a program': 'MZ\x90\0\x03\0\0\0',
    'an ImageMagick script': 'push graphic-context\nimage over 0,0 0,0 "|id"\npop graphic-context',
    'a VIPS file': '\x08\xf2\xa6\xb6',
    'zeros': '\0'.repeat(5000),
  };
  return [
    refused('nothing', Buffer.alloc(0), 422),
    ...Object.entries(files).map(([name, text]) => refused(name, Buffer.from(text, 'latin1'), 415)),
  ];
}
