import type { BigJobReport } from './big-job';

/** What the catalog does not know of at a kill: one step of the enqueueing (enqueue-slices.ts). */
const mostRepeatedAKill = 100;
/** MB: garbage that V8 has not collected yet, however many photos there are. */
const mostGrowth = 80;

/** Everything that is not as it must be, a line each. */
export function complaints(report: BigJobReport): string[] {
  const { photos, status, lost, strangers, repeated, enqueued_at_kills: atKills, rss_mb: rss, peak_rss_mb: peak } = report;
  const expected = { state: 'running', enqueued: photos, skipped: Math.floor(photos / 10), counts: { indexed: 0, no_face: 0, failed: 0, superseded: 0 }, problem: null };
  const notAmid = atKills.filter((enqueued) => enqueued === 0 || enqueued >= photos);
  return [
    ...notAmid.map((enqueued) => `a kill came when ${enqueued} of ${photos} photos were enqueued`),
    ...(lost === 0 ? [] : [`${lost} photos are not in the queue`]),
    ...(strangers === 0 ? [] : [`${strangers} messages are of no photo`]),
    ...(repeated <= mostRepeatedAKill * atKills.length ? [] : [`${repeated} messages are there twice`]),
    ...(JSON.stringify(status) === JSON.stringify(expected) ? [] : [`the job says ${JSON.stringify(status)} instead of ${JSON.stringify(expected)}`]),
    ...(rss === null || peak === null || peak - rss <= mostGrowth ? [] : [`the API grew from ${rss} to ${peak} MB`]),
  ];
}
