import type { SKRSContext2D } from '@napi-rs/canvas';
import type { AnalyzedFace, Box, PassedOverFace } from '../types';
import { digitsWidth, drawDigits } from './stroke-digits';

const ACCENT = '#ffd21f';
const MUTED = '#c9ced6';
const INK = '#14181f';

/** Rank, score and landmarks of a face; `unit` is the line width, coordinates are the context's. */
export function drawFace(context: SKRSContext2D, face: AnalyzedFace, rank: number, unit: number): void {
  outline(context, face.box, ACCENT, unit);
  const radius = Math.min(unit * 1.15, face.box.width / 24);
  for (const { x, y } of face.landmarks) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = radius * 0.8;
    context.strokeStyle = INK;
    context.stroke();
    context.fillStyle = ACCENT;
    context.fill();
  }
  drawTag(context, face, { fill: ACCENT, rank: String(rank), unit });
}

/** A face that was seen but not embedded: box and score only. */
export function drawPassedOver(context: SKRSContext2D, face: PassedOverFace, unit: number): void {
  outline(context, face.box, MUTED, unit);
  drawTag(context, face, { fill: MUTED, rank: '', unit });
}

function outline(context: SKRSContext2D, { left, top, width, height }: Box, colour: string, unit: number): void {
  context.beginPath();
  context.roundRect(left, top, width, height, unit * 2);
  // A dark rim keeps the line visible on skin, sky and snow alike.
  context.strokeStyle = INK;
  context.lineWidth = unit * 1.8;
  context.stroke();
  context.strokeStyle = colour;
  context.lineWidth = unit;
  context.stroke();
}

/** Above the box, or inside it where the picture ends. */
function drawTag(
  context: SKRSContext2D,
  { box, confidence }: PassedOverFace | AnalyzedFace,
  { fill, rank, unit }: { readonly fill: string; readonly rank: string; readonly unit: number },
): void {
  const digits = unit * 6;
  const padding = unit * 2.5;
  const score = confidence.toFixed(3);
  const badge = rank === '' ? 0 : digitsWidth(rank, digits) + 2 * padding;
  const width = badge + digitsWidth(score, digits) + 2 * padding;
  const height = digits + 2 * padding;
  const x = Math.max(0, Math.min(box.left - unit / 2, context.canvas.width - width));
  const y = box.top >= height + unit ? box.top - height - unit : box.top + unit;
  context.beginPath();
  context.roundRect(x, y, width, height, unit * 2);
  context.fillStyle = INK;
  context.fill();
  context.beginPath();
  context.roundRect(x, y, badge, height, [unit * 2, 0, 0, unit * 2]);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = INK;
  drawDigits(context, rank, { x: x + padding, y: y + padding }, digits);
  context.strokeStyle = '#ffffff';
  drawDigits(context, score, { x: x + badge + padding, y: y + padding }, digits);
}
