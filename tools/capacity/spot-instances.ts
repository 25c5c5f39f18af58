import type { EventQueue } from './event-queue';
import type { IndexerFleet, IndexerTask } from './indexer-fleet';
import type { ScalingTable } from './scaling-table';

interface Instance {
  readonly orderedAt: number;
  state: 'ordered' | 'registered' | 'leaving' | 'gone';
  /** A task is placed here; it runs once `task` is there. */
  occupied: boolean;
  task: IndexerTask | undefined;
  emptySince: number;
}

/** ECS and its capacity provider: puts tasks on Spot instances, one on each, orders instances for tasks without a place, ends empty ones. */
export class SpotInstances {
  private readonly instances: Instance[] = [];
  private wanted = 0;
  private checking = false;
  private ended = 0;
  private endedSeconds = 0;
  /** No order is filled before this moment: Spot has nothing to give. */
  shortageUntil = 0;
  interruptions = 0;
  /** Called when an instance has joined the cluster. */
  onRegistered: (instance: number) => void = () => undefined;

  constructor(
    private readonly events: EventQueue,
    private readonly fleet: IndexerFleet,
    private readonly table: Pick<ScalingTable, 'indexer' | 'assumptions'>,
  ) {}

  /** Ordered ones included. */
  get count(): number {
    return this.instances.length - this.ended;
  }

  get registered(): number[] {
    return [...this.instances.keys()].filter((index) => this.instances[index]?.state === 'registered');
  }

  /** Paid until now. */
  get seconds(): number {
    const running = this.instances.filter(({ state }) => state !== 'gone').reduce((sum, { orderedAt }) => sum + this.events.now - orderedAt, 0);
    return this.endedSeconds + running;
  }

  setDesired(tasks: number): void {
    this.wanted = tasks;
    for (const index of this.occupied().slice(tasks)) this.vacate(index);
    this.place();
  }

  /** With a notice the task drains at once and the instance stays until the notice runs out. The group orders a replacement either way. */
  interrupt(index: number, { notice }: { notice: boolean }): void {
    const instance = this.instances[index] as Instance;
    if (instance.state !== 'registered') return;
    this.interruptions++;
    instance.state = 'leaving';
    if (notice) this.vacate(index);
    else if (instance.task !== undefined) this.fleet.kill(instance.task);
    instance.occupied = false;
    this.events.schedule(notice ? this.table.assumptions.spot_notice_s : 0, this.end, index);
    this.order(1);
    this.place();
  }

  private order(count: number): void {
    const most = this.table.indexer.max_tasks + 1; // as modules/environment sets the group's bound
    const staying = this.instances.filter(({ state }) => state === 'ordered' || state === 'registered').length;
    for (let ordered = 0; ordered < Math.min(count, most - staying); ordered++) {
      const delay = Math.max(0, this.shortageUntil - this.events.now) + this.table.assumptions.instance_start_s;
      this.events.schedule(delay, this.register, this.instances.length);
      this.instances.push({ orderedAt: this.events.now, state: 'ordered', occupied: false, task: undefined, emptySince: 0 });
    }
  }

  private readonly register = (index: number): void => {
    const instance = this.instances[index] as Instance;
    instance.state = 'registered';
    this.empty(index);
    this.place();
    this.onRegistered(index);
  };

  private place(): void {
    let missing = this.wanted - this.occupied().length;
    for (const [index, instance] of this.instances.entries()) {
      if (missing <= 0) return;
      if (instance.state !== 'registered' || instance.occupied) continue;
      instance.occupied = true;
      this.events.schedule(this.table.assumptions.task_start_s, this.startTask, index);
      missing--;
    }
    if (missing > 0) this.checkSoon();
  }

  private readonly startTask = (index: number): void => {
    const instance = this.instances[index] as Instance;
    if (instance.occupied && instance.task === undefined && instance.state === 'registered') instance.task = this.fleet.start();
  };

  private checkSoon(): void {
    if (this.checking) return;
    this.checking = true;
    this.events.schedule(this.table.assumptions.capacity_provider_delay_s, this.checkCapacity);
  }

  /** From zero ECS cannot tell how many it needs and orders the first few; it computes again when they have joined. */
  private readonly checkCapacity = (): void => {
    this.checking = false;
    const ordered = this.instances.filter(({ state }) => state === 'ordered').length;
    const registered = this.registered.length;
    if (registered === 0 && ordered > 0) return;
    if (registered === 0) return this.order(this.table.assumptions.first_instances);
    this.order(this.wanted - registered - ordered);
  };

  private occupied(): number[] {
    return [...this.instances.keys()].filter((index) => this.instances[index]?.occupied);
  }

  private vacate(index: number): void {
    const instance = this.instances[index] as Instance;
    const { task } = instance;
    instance.task = undefined;
    if (task === undefined) return this.empty(index);
    this.fleet.drain(task, () => this.empty(index));
  }

  private empty(index: number): void {
    const instance = this.instances[index] as Instance;
    instance.occupied = false;
    instance.emptySince = this.events.now;
    this.events.schedule(this.table.assumptions.instance_linger_s, this.endIfEmpty, index);
  }

  private readonly endIfEmpty = (index: number): void => {
    const { state, occupied, emptySince } = this.instances[index] as Instance;
    const empty = this.events.now - emptySince >= this.table.assumptions.instance_linger_s - 1e-6;
    if (state === 'registered' && !occupied && empty) this.end(index);
  };

  private readonly end = (index: number): void => {
    const instance = this.instances[index] as Instance;
    instance.state = 'gone';
    this.ended++;
    this.endedSeconds += this.events.now - instance.orderedAt;
  };
}
