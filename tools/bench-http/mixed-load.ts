import type { Photo } from '../bench/cpu-per-image';
import { type Memory, quarter } from '../bench/endurance';
import { anonymousMb, residentMb } from '../bench/memory';
import { cpuMsOf } from './api-cpu';
import { type Figures, figuresOf, tally } from './figures';
import { collectionPath, type FilledApi } from './filled-api';
import type { HttpRequest } from './http-client';
import { load, type Load } from './load';
import { livez, postJson, postPhoto } from './requests';

export interface MixedLoad {
  readonly figures: Figures;
  /** Failed answers by status; empty when none failed. */
  readonly failures: string;
  readonly secondQuarter: Memory;
  readonly lastQuarter: Memory;
}

const connections = 6;
const sampleEveryMs = 500;
/** Photos under so many names: each is written again and again, with other faces. */
const names = 40;

/** Everything at once for a while, writes included, and the memory of the API's process meanwhile. */
export async function mixedLoad(api: FilledApi, photos: readonly Photo[], minutes: number): Promise<MixedLoad> {
  const next = mixOf(api, photos);
  const end = performance.now() + 60_000 * minutes;
  const memory: Memory[] = [];
  const watch = setInterval(() => memory.push({ anonymousMb: anonymousMb(api.pid), residentMb: residentMb(api.pid) }), sampleEveryMs);
  let done: Load | undefined;
  const cpuMs = await cpuMsOf(api.pid, async () => { done = await load(api.client, { next, connections, goesOn: () => performance.now() < end }); });
  clearInterval(watch);
  return {
    figures: figuresOf(done!, cpuMs),
    failures: tally(done!.errors.map(({ status }) => status)),
    secondQuarter: quarter(memory, 2),
    lastQuarter: quarter(memory, 4),
  };
}

/** Of ten requests four search by embedding, three bring a photo (to match, to look at, to store), three read. */
function mixOf({ queries }: FilledApi, photos: readonly Photo[]): (n: number) => HttpRequest {
  const searches = queries.map((embedding) => postJson(`${collectionPath}/search`, { embedding }));
  const photo = (n: number): Buffer => photos[n % photos.length]!.bytes;
  const kinds: readonly ((n: number) => HttpRequest)[] = [
    (n) => searches[n % searches.length]!,
    () => livez,
    (n) => postPhoto(`${collectionPath}/search`, photo(n)),
    (n) => searches[(n + 1) % searches.length]!,
    (n) => postPhoto('/api/v1/detect', photo(n)),
    () => ({ method: 'GET', path: `${collectionPath}/faces?limit=20` }),
    (n) => searches[(n + 2) % searches.length]!,
    // A name comes again with another photo: 40 is no multiple of six.
    (n) => postPhoto(`${collectionPath}/images`, photo(n), { image_key: `mixed-${n % names}.jpg` }),
    (n) => searches[(n + 3) % searches.length]!,
    () => ({ method: 'GET', path: collectionPath }),
  ];
  return (n) => kinds[n % kinds.length]!(Math.floor(n / kinds.length));
}
