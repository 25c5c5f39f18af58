import type { EventQueue } from './event-queue';
import type { Random } from './random';
import type { SpotWeather } from './scenarios';
import type { SpotInstances } from './spot-instances';

/** A storm takes its instances within a minute. */
const STORM_SPREAD_S = 60;

/** Interrupts instances at random moments, and many at once in a storm. */
export function startSpotWeather(events: EventQueue, instances: SpotInstances, random: Random, weather: SpotWeather): void {
  const interrupt = (index: number): void => instances.interrupt(index, { notice: random.next() >= weather.withoutNotice });

  instances.onRegistered = (index) => {
    if (weather.interruptionsPerHour > 0) events.schedule(random.exponential(3600 / weather.interruptionsPerHour), interrupt, index);
  };
  for (const { at, share, shortageSeconds } of weather.storms) {
    events.schedule(at, () => {
      instances.shortageUntil = at + shortageSeconds;
      for (const index of instances.registered) {
        if (random.next() < share) events.schedule(random.next() * STORM_SPREAD_S, interrupt, index);
      }
    });
  }
}
