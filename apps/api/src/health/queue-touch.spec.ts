import type { IndexingQueue } from '@facerec/indexing-queue';
import { QueueTouch, touchIntervalMs } from './queue-touch';

describe('QueueTouch', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks the queue again and again, whether it answers or not, until the service stops', async () => {
    const ping = jest.fn(() => Promise.reject(new Error('down')));
    const touch = new QueueTouch({ ping } as unknown as IndexingQueue);
    touch.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(3 * touchIntervalMs);
    expect(ping).toHaveBeenCalledTimes(3);
    touch.onModuleDestroy();
    await jest.advanceTimersByTimeAsync(3 * touchIntervalMs);
    expect(ping).toHaveBeenCalledTimes(3);
  });
});
