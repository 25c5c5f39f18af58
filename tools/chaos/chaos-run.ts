import { setTimeout as delay } from 'node:timers/promises';
import type { Album, Photo } from './album';
import type { Cloud } from './cloud';
import type { Engine, Trouble } from './engines';
import type { Indexer } from './indexer';
import { Random } from './random';
import type { Step, Which } from './script';

/** What is put in the queue when it has run dry before a fault could hit anything. */
const refill = 4;
/** Between two looks at the queue, ms: what works on it shares the machine. */
const slowly = 250;

export interface Stage {
  readonly album: Album;
  readonly cloud: Cloud;
  readonly engine: Engine;
  readonly indexers: readonly [Indexer, Indexer];
  readonly log: (line: string) => void;
}

/** Plays a script of faults, one after the other, while two indexers work. */
export class ChaosRun {
  /** Of an indexer that had messages in hand. */
  kills = 0;
  /** Of anything that had ended: indexers, the local cloud, a store's server. */
  restarts = 0;
  /** What a step did not find as it must be. */
  readonly problems: string[] = [];
  private readonly random: Random;
  private readonly unsent: Photo[];
  private readonly sent: Photo[] = [];
  private nextTrouble = 0;

  constructor(private readonly stage: Stage, seed: number) {
    this.random = new Random(seed);
    this.unsent = [...stage.album.all];
  }

  async play(steps: readonly Step[]): Promise<void> {
    const { indexers, cloud } = this.stage;
    for (const indexer of indexers) indexer.start();
    await cloud.sendNonsense();
    for (const [index, step] of steps.entries()) {
      await this.sendShare(steps.length - index);
      await this.take(step);
    }
    await this.finish();
  }

  /** The next photos, some of them twice at once. */
  private async sendShare(shares: number): Promise<void> {
    const photos = this.unsent.splice(0, Math.ceil(this.unsent.length / shares));
    this.sent.push(...photos);
    await this.stage.cloud.send(photos);
    await this.stage.cloud.sendAgain(this.random.some(photos, Math.ceil(photos.length / 5)));
  }

  private async take(step: Step): Promise<void> {
    const { indexers, cloud, log } = this.stage;
    switch (step.do) {
      case 'kill':
        return this.kill(step.which, step.delayMs);
      case 'terminate':
        return this.terminate(step.which);
      case 'trouble':
        return this.makeTrouble(step.kill);
      case 'restart the cloud':
        log('the local cloud is killed, and comes back');
        await cloud.restart();
        this.restarts += 1;
        return;
      case 'send again':
        log(`${step.count} messages are sent again`);
        return cloud.sendAgain(this.random.some(this.sent, step.count));
      case 'lose acknowledgements':
        log(`${indexers[step.which].name}: its next ${step.count} acknowledgements are lost`);
        return indexers[step.which].tap.loseAcknowledgements(step.count);
      case 'overwrite':
        return this.overwriteStored(step.count);
    }
  }

  private async kill(which: Which, delayMs: number): Promise<void> {
    const indexer = this.stage.indexers[which];
    const before = this.kills;
    // One that has nothing in hand any more was seen too late: sooner the next time.
    for (let ms = delayMs; this.kills === before; ms /= 2) {
      await indexer.ready();
      await this.whileBusy(`${indexer.name} has messages in hand`, indexer, () => indexer.tap.inHand > 0);
      // Not to wait for anything: to come at any moment of a photo's way.
      await delay(ms);
      if (indexer.tap.inHand === 0) continue;
      this.count(indexer, await indexer.kill());
      this.restart(indexer);
    }
  }

  /** An indexer that in its last moment acknowledged all it had is no kill that counts. */
  private count(indexer: Indexer, inHand: number): void {
    this.stage.log(`${indexer.name}: kill -9 with ${inHand} messages in hand`);
    if (inHand > 0) this.kills += 1;
  }

  private async terminate(which: Which): Promise<void> {
    const indexer = this.stage.indexers[which];
    await indexer.ready();
    await this.stop(indexer);
    this.restart(indexer);
  }

  private async stop(indexer: Indexer): Promise<void> {
    const { exit, inHand } = await indexer.stop();
    this.stage.log(`${indexer.name}: SIGTERM, ended with ${exit}`);
    if (exit !== 0) this.problems.push(`${indexer.name} ended with ${exit} on SIGTERM`);
    if (inHand > 0) this.problems.push(`${indexer.name} ended on SIGTERM with ${inHand} messages in hand`);
  }

  private async makeTrouble(victim: Which | undefined): Promise<void> {
    const { troubles } = this.stage.engine;
    const trouble = troubles[this.nextTrouble++ % troubles.length];
    if (trouble === undefined) return;
    // One that starts during an outage ends at once and says why, as it must.
    for (const indexer of this.stage.indexers) await indexer.ready();
    this.stage.log(trouble.name);
    if (trouble.kind === 'hiccups') return trouble.begin();
    await this.sitOut(trouble, victim);
    if (trouble.kind === 'restart') this.restarts += 1;
  }

  private async sitOut(trouble: Trouble, victim: Which | undefined): Promise<void> {
    const { indexers } = this.stage;
    const hit = victim === undefined ? indexers : [indexers[victim]];
    const before = hit.map(({ outages }) => outages);
    await trouble.begin();
    await this.whileBusy('the outage is noticed', indexers[0], () => hit.some(({ outages }, index) => outages > (before[index] ?? 0)));
    if (victim !== undefined) this.count(indexers[victim], await indexers[victim].kill());
    await trouble.end();
    this.stage.log('… over');
    if (victim !== undefined) this.restart(indexers[victim]);
  }

  /** Photos that are stored by now get another content, and with it other faces. */
  private async overwriteStored(count: number): Promise<void> {
    const { album, indexers } = this.stage;
    const stored = () => album.all.filter(({ key, outcome }) => outcome.faceIds.length > 0 && indexers.some(({ tap }) => tap.finished.has(key)));
    await indexers[0].until('some photos are stored', () => stored().length >= count);
    this.stage.log(`${count} stored photos are overwritten`);
    await this.overwrite(stored(), count);
  }

  private async overwrite(candidates: readonly Photo[], count: number): Promise<void> {
    const { album, cloud } = this.stage;
    await cloud.send(this.random.some(candidates, count).map((photo) => album.overwrite(photo, this.random)));
  }

  /** Waits for a condition that needs work to do, and sees to it that there is some, the stores' part included. */
  private async whileBusy(what: string, indexer: Indexer, condition: () => boolean): Promise<void> {
    let lookedAt = Date.now();
    await indexer.until(what, async () => {
      if (condition() || Date.now() < lookedAt + slowly) return condition();
      if (await this.stage.cloud.isDrained()) await this.overwrite(this.sent.filter(({ outcome }) => outcome.faceIds.length > 0), refill);
      lookedAt = Date.now();
      return false;
    });
  }

  private restart(indexer: Indexer): void {
    indexer.start();
    this.restarts += 1;
  }

  private async finish(): Promise<void> {
    const { indexers, cloud, log } = this.stage;
    log('no more faults; the rest is worked off');
    for (const indexer of indexers) await indexer.ready();
    await indexers[0].until('the queue is empty', () => {
      indexers[1].check();
      return cloud.isDrained();
    }, slowly);
    await Promise.all(indexers.map((indexer) => this.stop(indexer)));
  }
}
