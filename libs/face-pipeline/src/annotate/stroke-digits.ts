import { Path2D, type SKRSContext2D } from '@napi-rs/canvas';

// Digits as strokes in a cell of 6 × 10 (SVG paths): containers often have no font at all, and then fillText draws nothing.
const GLYPHS: Readonly<Record<string, string>> = {
  0: 'M3 0C5 0 6 2 6 5S5 10 3 10S0 8 0 5S1 0 3 0Z',
  1: 'M.8 1.8L3.2 0V10',
  2: 'M.2 2.6C.4 .9 1.5 0 3 0C4.7 0 5.8 1.1 5.8 2.7C5.8 5.2 1.8 7 .2 10H6',
  3: 'M.4 1.5C1 .5 1.9 0 3 0C4.6 0 5.6 1 5.6 2.4C5.6 3.9 4.5 4.7 2.4 4.7C4.8 4.7 6 5.8 6 7.3C6 9 4.7 10 3 10C1.7 10 .6 9.4 0 8.2',
  4: 'M4.4 10V0L0 7H6',
  5: 'M5.4 0H1L.6 4.6C1.2 4 2 3.7 3 3.7C4.8 3.7 6 5 6 6.8C6 8.7 4.7 10 2.9 10C1.6 10 .6 9.4 0 8.4',
  6: 'M0 6.8C0 5 1.3 3.8 3 3.8S6 5 6 6.8S4.7 10 3 10S0 8.8 0 6.8C0 2.4 1.2 0 3.4 0C4.2 0 4.9 .3 5.4 1',
  7: 'M0 0H6C4 3 2.6 6 2.2 10',
  8: 'M3 4.7C1.4 4.7 .5 3.7 .5 2.4S1.5 0 3 0S5.5 1 5.5 2.4S4.6 4.7 3 4.7C1.2 4.7 0 5.8 0 7.3S1.2 10 3 10S6 8.9 6 7.3S4.8 4.7 3 4.7Z',
  9: 'M6 3.2C6 5 4.7 6.2 3 6.2S0 5 0 3.2S1.3 0 3 0S6 1.2 6 3.2C6 7.6 4.8 10 2.6 10C1.8 10 1.1 9.7 .6 9',
  '.': 'M.6 9.9H.61',
};

const advance = (glyph: string): number => (glyph === '.' ? 3.2 : 8);

/** Width of `text` (digits and points) drawn `height` pixels high. */
export function digitsWidth(text: string, height: number): number {
  return ([...text].reduce((sum, glyph) => sum + advance(glyph), -2) * height) / 10;
}

/** Draws digits and points in the context's stroke style, with the top left corner at `at`. */
export function drawDigits(context: SKRSContext2D, text: string, at: { readonly x: number; readonly y: number }, height: number): void {
  context.save();
  context.translate(at.x, at.y);
  context.scale(height / 10, height / 10);
  context.lineWidth = 1.5;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const glyph of text) {
    context.stroke(new Path2D(GLYPHS[glyph] ?? ''));
    context.translate(advance(glyph), 0);
  }
  context.restore();
}
