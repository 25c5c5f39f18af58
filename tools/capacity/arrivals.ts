import type { EventQueue } from './event-queue';
import type { MessageQueue } from './message-queue';
import type { Random } from './random';
import type { Arrivals } from './scenarios';

/** How far the producers are. */
export interface Producers {
  readonly over: boolean;
  readonly lastSentAt: number;
}

/** Sends the scenario's photos, beginning now. */
export function startArrivals(events: EventQueue, queue: MessageQueue, random: Random, arrivals: Arrivals): Producers {
  const producers = { over: false, lastSentAt: 0 };
  if (arrivals.kind === 'burst') {
    events.schedule(0, () => {
      queue.send(arrivals.photos);
      producers.over = true;
    });
    return producers;
  }
  const { perSecond, seconds } = arrivals;
  const next = (): void => {
    if (events.now > seconds) {
      producers.over = true;
      return;
    }
    producers.lastSentAt = events.now;
    queue.send(1);
    events.schedule(random.exponential(1 / perSecond), next);
  };
  events.schedule(random.exponential(1 / perSecond), next);
  return producers;
}
