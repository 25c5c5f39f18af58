import sharp from 'sharp';
import { oddJpegs } from './jpegs';
import type { OddImage } from './odd-image';
import { otherFiles } from './other-files';
import { oddPngs } from './pngs';

/** A hundred files that are damaged, hostile, or merely rare, made of one photo and by hand. */
export async function oddImages(photo: Buffer): Promise<OddImage[]> {
  const smaller = await sharp(photo).resize(720).png().toBuffer();
  const copy = () => sharp(smaller);
  return [...(await oddJpegs(copy)), ...(await oddPngs(copy)), ...(await otherFiles(copy))];
}
