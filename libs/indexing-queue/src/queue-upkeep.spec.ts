import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { startLocalCloud, type LocalCloud } from '../../../tools/local-cloud/local-cloud';
import { QueueUnavailableError } from './errors';
import { IndexingQueue } from './indexing-queue';
import { QueueUpkeep } from './queue-upkeep';
import { aMessage, queueOptions } from './testing/messages';

describe('QueueUpkeep', () => {
  let cloud: LocalCloud;
  const opened: IndexingQueue[] = [];
  const aQueue = async (queueName: string): Promise<IndexingQueue> => {
    const queue = new IndexingQueue(queueOptions(cloud.endpoint, { queueName }));
    opened.push(queue);
    await queue.ensure();
    return queue;
  };
  const bury = async (queue: IndexingQueue, jobs: readonly string[]): Promise<void> => {
    const letter = { problem: 'again and again', sentAt: new Date(5) };
    await Promise.all(jobs.map((job_id, index) => queue.sendToDeadLetters(JSON.stringify(aMessage({ job_id, image_key: `${index}.jpg` })), letter)));
  };
  beforeAll(async () => {
    cloud = await startLocalCloud();
  });
  afterAll(async () => {
    opened.forEach((queue) => queue.onApplicationShutdown());
    await cloud.stop();
  });

  it('sends all dead letters again', async () => {
    const queue = await aQueue('all');
    await bury(queue, Array.from({ length: 25 }, () => 'job'));
    expect(await new QueueUpkeep(queue, 0).redrive()).toBe(25);
    expect(await queue.depth()).toMatchObject({ visible: 25, deadLetters: 0 });
  });

  it('sends those of one job again, and leaves the others where they are', async () => {
    const queue = await aQueue('some');
    await bury(queue, Array.from({ length: 24 }, (_, index) => (index % 3 === 0 ? 'wanted' : 'other')));
    expect(await new QueueUpkeep(queue, 0).redrive(({ body }) => JSON.parse(body).job_id === 'wanted')).toBe(8);
    expect((await queue.depth()).visible).toBe(8);
    let left = 0;
    while (left < 16) left += await new QueueUpkeep(queue).drain('dead-letters');
    expect(left).toBe(16);
  });

  it('loses none when it is interrupted', async () => {
    const queue = await aQueue('interrupted');
    await bury(queue, ['a', 'b', 'c']);
    const sendAgain = jest.spyOn(queue, 'sendAgain').mockRejectedValueOnce(new QueueUnavailableError());
    await expect(new QueueUpkeep(queue, 0).redrive()).rejects.toThrow(QueueUnavailableError);
    sendAgain.mockRestore();
    expect((await queue.depth()).visible).toBe(2);
    const QueueUrl = await queue.connection.deadLetterUrl();
    const { Attributes } = await queue.connection.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    // Still there, and visible again later.
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '3' });
  });

  it('throws away what waits, and says how much that was', async () => {
    const queue = await aQueue('drained');
    await queue.enqueue(Array.from({ length: 23 }, () => aMessage()));
    await bury(queue, ['a', 'b']);
    expect(await new QueueUpkeep(queue, 0).drain('queue')).toBe(23);
    expect(await new QueueUpkeep(queue, 0).drain('dead-letters')).toBe(2);
    expect(await queue.depth()).toEqual({ visible: 0, inFlight: 0, delayed: 0, deadLetters: 0 });
  });
});
