import { setTimeout as pause } from 'node:timers/promises';
import type { Photo } from '../bench/cpu-per-image';
import { type Figures, figuresOf } from './figures';
import { collectionPath, type FilledApi } from './filled-api';
import { HttpClient } from './http-client';
import { atMost, load } from './load';
import { livez, postPhoto } from './requests';

const uploadsAtOnce = 8;
const probes = 600;
const everyMs = 20;
const longestSeconds = 60;

/** How long a load balancer's probe waits while uploads keep every worker busy. */
export async function measureLivezUnderUploads(api: FilledApi, photos: readonly Photo[]): Promise<{ readonly livez: Figures; readonly uploads: Figures }> {
  const requests = photos.map(({ bytes }) => postPhoto(`${collectionPath}/search`, bytes));
  let probing = true;
  const uploading = load(api.client, { next: (n) => requests[n % requests.length]!, connections: uploadsAtOnce, goesOn: () => probing });
  // A connection of its own, as a load balancer has.
  const prober = new HttpClient(api.url);
  const goesOn = atMost(probes, longestSeconds);
  const probed = [];
  for (let n = 0; goesOn(n); n += 1) {
    probed.push(await prober.send(livez));
    await pause(everyMs);
  }
  probing = false;
  prober.close();
  const times = probed.map(({ ms }) => ms);
  const errors = probed.filter(({ status }) => status !== 200);
  return { livez: figuresOf({ times, errors, seconds: NaN }), uploads: figuresOf(await uploading) };
}
