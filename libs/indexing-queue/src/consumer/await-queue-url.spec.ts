import { QueueNotFoundError, QueueUnavailableError } from '../errors';
import { awaitQueueUrl } from './await-queue-url';

describe('awaitQueueUrl', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  /** Fails with each of the errors in turn, then answers. */
  function aQueue(...errors: Error[]) {
    const queueUrl = jest.fn(async () => {
      const error = errors.shift();
      if (error !== undefined) throw error;
      return 'http://sqs/queue';
    });
    return { connection: { queueUrl }, handler: { ready: jest.fn(async () => undefined) } };
  }

  it('waits for a queue that does not answer yet, asking the handler before each attempt', async () => {
    const { connection, handler } = aQueue(new QueueUnavailableError(), new QueueUnavailableError());
    const url = awaitQueueUrl({ connection, handler });
    await jest.advanceTimersByTimeAsync(10_000);
    await expect(url).resolves.toBe('http://sqs/queue');
    expect(handler.ready).toHaveBeenCalledTimes(3);
    expect(process.stderr.write).toHaveBeenCalledTimes(1);
  });

  it('gives up at once on a queue that does not exist', async () => {
    const { connection, handler } = aQueue(new QueueNotFoundError('faces', 'eu-west-1'));
    await expect(awaitQueueUrl({ connection, handler })).rejects.toThrow(QueueNotFoundError);
  });

  it('ends with its signal', async () => {
    const { connection, handler } = aQueue(new QueueUnavailableError());
    const leaving = new AbortController();
    const outcome = expect(awaitQueueUrl({ connection, handler, signal: leaving.signal })).rejects.toThrow('aborted');
    leaving.abort();
    await outcome;
  });

  it('gives up in the end, so that a deployment that cannot work fails', async () => {
    const { connection, handler } = aQueue(...Array.from({ length: 1_000 }, () => new QueueUnavailableError()));
    const outcome = expect(awaitQueueUrl({ connection, handler })).rejects.toThrow(QueueUnavailableError);
    await jest.advanceTimersByTimeAsync(200_000);
    await outcome;
  });
});
