import { duration, short, valueScale, type Quantity, type Scale } from './chart-axis';

/** One line of a panel; values at the same moments as the panel's others. */
export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly values: readonly number[];
  /** Holds its value until the next one, as a number of tasks does. */
  readonly steps?: boolean;
  readonly filled?: boolean;
  readonly dashed?: boolean;
}

export interface Panel {
  readonly title: string;
  readonly series: readonly Series[];
  readonly quantity: Quantity;
}

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function drawPanel({ title, series, quantity }: Panel, moments: readonly number[], time: Scale, frame: Frame): string {
  const most = series.reduce((max, { values }) => values.reduce((m, value) => Math.max(m, value), max), 0);
  const scale = valueScale(most, quantity, [frame.bottom, frame.top]);
  const label = (tick: number) => (quantity === 'seconds' && tick > 0 ? duration(tick) : short(tick));
  const grid = scale.ticks.map((tick) => {
    const y = round(scale.toPixel(tick));
    return `<line class="${tick === 0 ? 'base' : 'grid'}" x1="${frame.left}" x2="${frame.right}" y1="${y}" y2="${y}"/>`
      + `<text class="tick" x="${frame.left - 8}" y="${y + 4}" text-anchor="end">${label(tick)}</text>`;
  });
  const lines = series.map((one) => drawSeries(one, moments.map((moment) => time.toPixel(moment)), scale));
  return [`<text class="panel" x="${frame.left}" y="${frame.top - 14}">${title}</text>`, drawLegend(series, frame), ...grid, ...lines].join('\n');
}

function drawSeries({ colour, values, steps, filled, dashed }: Series, xs: readonly number[], scale: Scale): string {
  const base = round(scale.toPixel(0));
  const points: string[] = [];
  let before: number | undefined;
  values.forEach((value, index) => {
    const y = round(scale.toPixel(value));
    const last = index === values.length - 1;
    // A point within a level stretch says nothing.
    if (y === before && y === round(scale.toPixel(values[index + 1] ?? value)) && !last) return;
    const x = round(xs[index] as number);
    points.push(steps && before !== undefined ? `H${x}V${y}` : `${points.length === 0 ? 'M' : 'L'}${x} ${y}`);
    before = y;
  });
  const path = points.join('');
  const area = filled ? `<path d="${path}V${base}H${round(xs[0] as number)}Z" fill="${colour}" fill-opacity="0.16"/>` : '';
  return `${area}<path d="${path}" fill="none" stroke="${colour}" stroke-width="${dashed ? 1.5 : 2}"${dashed ? ' stroke-dasharray="5 4"' : ''} stroke-linejoin="round"/>`;
}

/** Above the panel, right-aligned; a single line needs none. */
function drawLegend(series: readonly Series[], { right, top }: Frame): string {
  if (series.length < 2) return '';
  let x = right;
  return [...series].reverse().map(({ name, colour, dashed }) => {
    const textAt = x - name.length * 6.6;
    x = textAt - 52;
    return `<line x1="${round(textAt - 28)}" x2="${round(textAt - 6)}" y1="${top - 18}" y2="${top - 18}" stroke="${colour}" stroke-width="2.5"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`
      + `<text class="tick" x="${round(textAt)}" y="${top - 14}">${name}</text>`;
  }).join('');
}

export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
