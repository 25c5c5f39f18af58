import type { HeadLease, ImageHead } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import type { Candidate } from './candidates';
import { describePhoto } from './described-photo';
import type { DescribedPhoto } from './described-photo';
import { ImageChangedError } from './errors';
import { FaceWriter } from './face-writer';
import { HeadLeases } from './head-leases';
import { asCommitted, isDoubtful, judge } from './head-verdict';
import type { Verdict } from './head-verdict';
import { ImageStates } from './image-states';
import { Photos } from './photos';
import type { PhotoContent, ReadPhoto } from './photos';
import type { IndexingTask } from './types';

/** How an attempt ended, and the head it ended with. */
export interface Settled {
  readonly superseded: boolean;
  readonly head: ImageHead;
}

/** What the first look at a candidate found to do. */
interface Sight {
  readonly candidate: Candidate;
  /** Absent when no faces seem to change. */
  readonly described: DescribedPhoto | undefined;
}

/** Decides what becomes of a candidate: once at first sight, which often saves the models' work, and for good under the lease. */
@Injectable()
export class Settlement {
  constructor(
    private readonly photos: Photos,
    private readonly states: ImageStates,
    private readonly leases: HeadLeases,
    private readonly writer: FaceWriter,
  ) {}

  /** `onAnalysed`: the photo's bytes are gone, and only the writes are left. */
  async settle(fetch: () => Promise<Candidate>, onAnalysed: () => void): Promise<Settled> {
    const sight = await this.look(fetch);
    if ('head' in sight) return sight;
    const { candidate, described } = sight;
    if (candidate.photo.bytes === undefined) onAnalysed();
    return this.leases.hold(candidate.task, async (lease) => {
      return this.settleUnder(await this.states.underLease(candidate.task, lease), candidate, described);
    });
  }

  /** A function of its own, so that nothing holds the photo's bytes while writes wait: many may at once. */
  private async look(fetch: () => Promise<Candidate>): Promise<Settled | Sight> {
    const candidate = await fetch();
    const head = await this.states.find(candidate.task);
    const verdict = judge(head, candidate);
    if (head.notedIds.length === 0 && (verdict === 'same' || verdict === 'superseded')) {
      return { superseded: verdict === 'superseded', head };
    }
    if (!changesFaces(verdict)) return { candidate, described: undefined };
    // The models' work comes before the lease, which is then held for the writes alone.
    const described = await this.describeForCollection(candidate);
    const photo = stillNeeded(candidate);
    return { candidate: { ...candidate, photo }, described: { ...described, photo } };
  }

  /** The head may have changed since the first look, so everything is judged again. */
  private async settleUnder(lease: HeadLease, candidate: Candidate, described: DescribedPhoto | undefined): Promise<Settled> {
    const verdict = judge(lease, candidate);
    if (verdict === 'unclear') await this.demandCurrent(candidate);
    if (changesFaces(verdict)) {
      const head = await this.writer.replace(lease, described ?? (await this.describeForCollection(candidate)));
      return { superseded: false, head };
    }
    const sure = isDoubtful(lease) ? await this.rewrite(lease, candidate) : lease;
    const current = verdict === 'fresher' ? await this.writer.freshen(sure, candidate) : sure;
    return { superseded: verdict === 'superseded', head: await this.writer.removeLeftovers(current) };
  }

  private async rewrite(lease: HeadLease, candidate: Candidate): Promise<HeadLease> {
    return this.writer.replace(lease, await this.describe(asCommitted(lease, candidate)));
  }

  /** Read under the lease, the object's content is newer than any that was committed before. */
  private async demandCurrent({ task, photo }: Candidate): Promise<void> {
    // Of two uploads in one millisecond either may be the later one.
    if (task.bucket === '') return;
    await this.readAgain(task, photo);
  }

  private async describeForCollection(candidate: Candidate): Promise<DescribedPhoto> {
    await this.states.ensureCollection(candidate.task, candidate.embeddingContract);
    return this.describe(candidate);
  }

  private async describe(candidate: Candidate): Promise<DescribedPhoto> {
    const { maxFaces, labels } = candidate.task;
    return describePhoto(candidate, await this.photos.analyze(await this.withBytes(candidate), maxFaces, labels?.detail));
  }

  private async withBytes({ task, photo }: Candidate): Promise<ReadPhoto> {
    const { bytes } = photo;
    return bytes === undefined ? this.readAgain(task, photo) : { ...photo, bytes };
  }

  private async readAgain({ bucket, key }: IndexingTask, { sha256 }: PhotoContent): Promise<ReadPhoto> {
    const now = await this.photos.read(bucket, key);
    if (now.sha256 !== sha256) throw new ImageChangedError(bucket, key);
    return now;
  }
}

/** Only an upload's bytes: it may have to be kept, and has no other place to be read from again. */
function stillNeeded({ task, photo: { bytes, ...photo } }: Candidate): PhotoContent {
  return task.bucket === '' ? { ...photo, bytes } : photo;
}

function changesFaces(verdict: Verdict): verdict is 'newer' | 'unclear' {
  return verdict === 'newer' || verdict === 'unclear';
}
