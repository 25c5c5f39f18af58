import { ImageHeads } from '@facerec/catalog';
import type { HeadLease, ImageHead } from '@facerec/catalog';
import { Injectable } from '@nestjs/common';
import type { Candidate } from './candidates';
import { describePhoto } from './described-photo';
import type { DescribedPhoto } from './described-photo';
import { ImageChangedError } from './errors';
import { FaceWriter } from './face-writer';
import { HeadLeases } from './head-leases';
import { freshened, isDoubtful, judge } from './head-verdict';
import type { Verdict } from './head-verdict';
import { Photos } from './photos';

/** How an attempt ended, and the head it ended with. */
export interface Settled {
  readonly superseded: boolean;
  readonly head: ImageHead;
}

type Describe = () => Promise<DescribedPhoto>;

/** Decides what becomes of a candidate: once at first sight, which often saves the models' work, and for good under the lease. */
@Injectable()
export class Settlement {
  constructor(
    private readonly photos: Photos,
    private readonly heads: ImageHeads,
    private readonly leases: HeadLeases,
    private readonly writer: FaceWriter,
  ) {}

  async settle(candidate: Candidate): Promise<Settled> {
    const head = await this.heads.find(candidate.task);
    const verdict = head === undefined ? 'newer' : judge(head, candidate);
    if (head?.notedIds.length === 0 && (verdict === 'same' || verdict === 'superseded')) {
      return { superseded: verdict === 'superseded', head };
    }
    const describe = this.describing(candidate);
    // The models' work comes before the lease, which is then held for the writes alone.
    if (verdict === 'newer' || verdict === 'unclear') await describe();
    return this.leases.hold(candidate.task, (lease) => this.settleUnder(lease, candidate, describe));
  }

  private async settleUnder(lease: HeadLease, candidate: Candidate, describe: Describe): Promise<Settled> {
    const verdict = judge(lease, candidate);
    if (verdict === 'superseded') return { superseded: true, head: await this.writer.removeLeftovers(lease) };
    if (verdict === 'unclear') await this.demandCurrent(candidate);
    const settled = await this.apply(verdict, lease, candidate, describe);
    return { superseded: false, head: settled };
  }

  private async apply(verdict: Verdict, lease: HeadLease, candidate: Candidate, describe: Describe): Promise<HeadLease> {
    const { committed } = lease;
    if (committed === null || verdict === 'newer' || verdict === 'unclear' || isDoubtful(lease)) {
      return this.writer.replace(lease, await describe());
    }
    const current = verdict === 'fresher' ? await this.heads.commit(lease, freshened(committed, candidate)) : lease;
    return this.writer.removeLeftovers(current);
  }

  /** Read under the lease, the object's content is newer than any that was committed before. */
  private async demandCurrent({ task, photo }: Candidate): Promise<void> {
    const now = await this.photos.read(task.bucket, task.key);
    if (now.sha256 !== photo.sha256) throw new ImageChangedError(task.bucket, task.key);
  }

  /** The analysis, at most once an attempt. */
  private describing(candidate: Candidate): Describe {
    let described: Promise<DescribedPhoto> | undefined;
    const analyze = async () => describePhoto(candidate, await this.photos.analyze(candidate.photo, candidate.task.maxFaces));
    return () => (described ??= analyze());
  }
}
