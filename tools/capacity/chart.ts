import { duration, timeScale, type Scale } from './chart-axis';
import { drawPanel, round, type Frame, type Panel } from './chart-panel';
import { backToZeroAt, drainSeconds, maxTasks, oldestAgeP99, stranded, type Outcome } from './outcome';

const WIDTH = 1000;
const HEIGHT = 760;
const LEFT = 78;
const RIGHT = WIDTH - 28;
const GAP = 14;
const PANELS: readonly (readonly [number, number])[] = [[128, 300], [366, 500], [566, 700]];

const STYLE = `
text { font-family: system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1f2933 }
.title { font-size: 21px; font-weight: 600 } .facts { font-size: 13.5px; fill: #52606d } .panel { font-size: 13.5px; font-weight: 600 }
.tick { font-size: 12px; fill: #616e7c } .grid { stroke: #e4e7eb } .base { stroke: #9aa5b1 }
.mark { stroke: #9aa5b1; stroke-dasharray: 2 3 } .storm { fill: #7b8794; fill-opacity: 0.14 }`;

/** An SVG picture of a run: tasks, photos waiting and the age of the oldest one, over the same time. */
export function drawChart(outcome: Outcome): string {
  const moments = outcome.samples.map(({ at }) => at);
  const end = moments.at(-1) ?? 1;
  const time = timeScale(end, [LEFT, RIGHT]);
  const panels = panelsOf(outcome).map((panel, index) => drawPanel(panel, moments, time, frameOf(index)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"><style>${STYLE}</style>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text class="title" x="28" y="42">${outcome.scenario.title}</text>`,
    `<text class="facts" x="28" y="66">${factsOf(outcome)}</text>`,
    drawStorms(outcome, time),
    ...panels,
    drawMarks(outcome, time),
    drawTimeAxis(time),
    '</svg>',
  ].join('\n');
}

function panelsOf({ samples }: Outcome): Panel[] {
  return [
    {
      title: 'Indexer tasks',
      quantity: 'count',
      series: [
        { name: 'instances paid', colour: '#9aa5b1', values: samples.map(({ instances }) => instances), steps: true },
        { name: 'wanted', colour: '#243b53', values: samples.map(({ desired }) => desired), steps: true, dashed: true },
        { name: 'running', colour: '#2680c2', values: samples.map(({ running }) => running), steps: true, filled: true },
      ],
    },
    { title: 'Photos waiting', quantity: 'count', series: [{ name: 'waiting', colour: '#de911d', values: samples.map(({ visible }) => visible), filled: true }] },
    {
      title: 'Age of the oldest unfinished photo', quantity: 'seconds',
      series: [{ name: 'age', colour: '#ba2525', values: samples.map(({ oldestAge }) => oldestAge), filled: true }],
    },
  ];
}

function frameOf(index: number): Frame {
  const [top, bottom] = PANELS[index] as readonly [number, number];
  return { left: LEFT, right: RIGHT, top, bottom };
}

function factsOf(outcome: Outcome): string {
  const drained = duration(drainSeconds(outcome));
  return [
    outcome.scenario.arrivals.kind === 'burst' ? `done in ${drained}` : `done ${drained} after the last was sent`,
    `oldest photo ${duration(oldestAgeP99(outcome))} (p99)`,
    `at most ${maxTasks(outcome)} ${maxTasks(outcome) === 1 ? 'task' : 'tasks'}`,
    `${stranded(outcome)} stranded`,
    `${outcome.secondsPerImage} s a photo and task`,
  ].join('  ·  ');
}

/** Moments that the reader looks for, through all panels. */
function drawMarks(outcome: Outcome, time: Scale): string {
  const zero = backToZeroAt(outcome);
  const marks = [
    { at: outcome.firstReceivedAt, text: 'first photo' },
    { at: outcome.lastDoneAt, text: 'last photo done' },
    ...(zero === undefined ? [] : [{ at: zero, text: 'no task left' }]),
  ];
  const [top, bottom] = [(PANELS[0] as readonly [number, number])[0] - 2, HEIGHT - 60];
  return marks.map(({ at }) => `<line class="mark" x1="${round(time.toPixel(at))}" x2="${round(time.toPixel(at))}" y1="${top}" y2="${bottom}"/>`).join('')
    + drawMarkNames(marks, time);
}

/** Each above its mark, pushed aside where they would run into each other or out of the picture. */
function drawMarkNames(marks: readonly { readonly at: number; readonly text: string }[], time: Scale): string {
  const names = marks.map(({ at, text }) => ({ x: time.toPixel(at), text: `${text} ${duration(at)}`, half: (text.length + duration(at).length) * 3.3 }));
  let free = LEFT;
  for (const name of names) {
    name.x = Math.max(name.x, free + name.half);
    free = name.x + name.half + GAP;
  }
  free = RIGHT;
  for (const name of [...names].reverse()) {
    name.x = Math.min(name.x, free - name.half);
    free = name.x - name.half - GAP;
  }
  return names.map(({ x, text }) => `<text class="tick" x="${round(x)}" y="92" text-anchor="middle">${text}</text>`).join('');
}

function drawStorms({ scenario: { spot } }: Outcome, time: Scale): string {
  return spot.storms.map(({ at, shortageSeconds }) => {
    const [from, to] = [time.toPixel(at), time.toPixel(at + shortageSeconds)];
    const bands = PANELS.map(([top, bottom]) => `<rect class="storm" x="${round(from)}" width="${round(to - from)}" y="${top}" height="${bottom - top}"/>`);
    return `${bands.join('')}<text class="tick" x="${round((from + to) / 2)}" y="${PANELS[0]?.[1] as number + 18}" text-anchor="middle">Spot storm</text>`;
  }).join('');
}

function drawTimeAxis({ ticks, toPixel }: Scale): string {
  const y = HEIGHT - 38;
  return ticks.map((tick) => `<text class="tick" x="${round(toPixel(tick))}" y="${y}" text-anchor="middle">${tick === 0 ? '0' : duration(tick)}</text>`).join('')
    + `<text class="tick" x="${RIGHT}" y="${HEIGHT - 14}" text-anchor="end">time since the first photo was sent</text>`;
}
