import type { Places } from './places';

/** One message's part in its lane's place. */
export class Place {
  private isTaken = false;

  constructor(private readonly places: Places, private readonly lane: string) {}

  /** Resolves when there is room to read and to work on the message; again after `leave`, for another attempt. */
  async enter(): Promise<void> {
    if (this.isTaken) return;
    await this.places.forMessage(this.lane);
    this.isTaken = true;
  }

  /** The message takes no memory or CPU worth mentioning any more: another one may be received. */
  leave(): void {
    if (!this.isTaken) return;
    this.isTaken = false;
    this.places.leave(this.lane);
  }
}
