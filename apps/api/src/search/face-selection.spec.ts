import type { AnalyzedFace } from '@facerec/face-pipeline';
import { InvalidRequestError } from '../problems/errors';
import { facesToEmbed, selectFaces } from './face-selection';

const aFace = (width: number): AnalyzedFace => ({ box: { left: 0, top: 0, width, height: 10 } } as AnalyzedFace);
const faces = [aFace(50), aFace(80), aFace(20)];

describe('a face selection', () => {
  it.each([
    [undefined, [50], 1],
    ['center_largest', [50], 1],
    ['largest', [80], 20],
    ['all', [50, 80, 20], 20],
    [{ index: 2 }, [20], 3],
  ] as const)('%j takes the right faces, and has no more embedded than it needs', (selection, widths, embedded) => {
    expect(selectFaces(faces, selection).map(({ box }) => box.width)).toEqual(widths);
    expect(facesToEmbed(selection)).toBe(embedded);
  });

  it('names no face that is not there', () => {
    expect(() => selectFaces(faces, { index: 3 })).toThrow(InvalidRequestError);
  });
});
