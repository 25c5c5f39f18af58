import { IndexingQueue } from '@facerec/indexing-queue';
import { ChangeMessageVisibilityCommand, DeleteMessageCommand, ReceiveMessageCommand, type Message } from '@aws-sdk/client-sqs';
import { startLocalCloud, type LocalCloud } from '../local-cloud/local-cloud';
import { CloudTap } from './cloud-tap';

const visibilityTimeoutSeconds = 5;

describe('a tap between an indexer and the local cloud', () => {
  let cloud: LocalCloud;
  let tap: CloudTap;
  let indexer: IndexingQueue;
  const queues: IndexingQueue[] = [];

  const aQueue = (endpoint: string): IndexingQueue => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const queue = new IndexingQueue({ region: 'us-east-1', endpoint, credentials, queueName: 'tapped', batchSize: 10, visibilityTimeoutSeconds, maxReceiveCount: 10 });
    queues.push(queue);
    return queue;
  };
  const url = () => indexer.connection.queueUrl();
  const receive = async (): Promise<Message> => {
    const { Messages = [] } = await indexer.connection.client.send(new ReceiveMessageCommand({ QueueUrl: await url(), WaitTimeSeconds: 5 }));
    return Messages[0] as Message;
  };
  const settle = async ({ ReceiptHandle }: Message, VisibilityTimeout: number) => {
    await indexer.connection.client.send(new ChangeMessageVisibilityCommand({ QueueUrl: await url(), ReceiptHandle, VisibilityTimeout }));
  };
  const acknowledge = async ({ ReceiptHandle }: Message) => {
    await indexer.connection.client.send(new DeleteMessageCommand({ QueueUrl: await url(), ReceiptHandle }));
  };

  beforeEach(async () => {
    cloud = await startLocalCloud();
    tap = await CloudTap.start(cloud.endpoint, visibilityTimeoutSeconds);
    const sender = aQueue(cloud.endpoint);
    await sender.ensure();
    await sender.enqueue(['a', 'b'].map((image_key) => ({ job_id: 'j', collection_id: 'c', s3_bucket: 'photos', image_key, max_faces: null })));
    indexer = aQueue(tap.endpoint);
  });
  afterEach(async () => {
    for (const queue of queues.splice(0)) queue.onApplicationShutdown();
    await tap.close();
    await cloud.stop();
  });

  it('counts what was delivered and neither acknowledged nor given back', async () => {
    const [first, second] = [await receive(), await receive()];
    expect(tap.inHand).toBe(2);
    await settle(first, visibilityTimeoutSeconds);
    expect(tap.inHand).toBe(2);
    await settle(first, 1);
    await acknowledge(second);
    expect(tap.inHand).toBe(0);
    expect(tap.isPolled).toBe(true);
  });

  it('tells what an ended indexer had in hand, once', async () => {
    await receive();
    indexer.onApplicationShutdown();
    expect(await tap.remains()).toBe(1);
    expect(tap).toMatchObject({ inHand: 0, isPolled: false });
  });

  it('loses as many acknowledgements as it is told to, which only the queue notices', async () => {
    tap.loseAcknowledgements(1);
    await acknowledge(await receive());
    await acknowledge(await receive());
    expect(tap.inHand).toBe(0);
    expect(await indexer.depth()).toMatchObject({ visible: 0, inFlight: 1 });
  });

  it('breaks connections off while the cloud is gone', async () => {
    await cloud.stop();
    await expect(indexer.ping()).rejects.toThrow('The queue does not answer.');
    expect(tap.inHand).toBe(0);
  });
});
