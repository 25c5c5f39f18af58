import type { SendMessageBatchCommand, SendMessageBatchResult, SQSClient } from '@aws-sdk/client-sqs';
import { EnqueueFailedError } from './errors';
import { sendBatch } from './send-batch';

const entries = ['a', 'b', 'c'].map((MessageBody, index) => ({ Id: String(index), MessageBody }));

/** An SQS that answers each call with the next of `answers`; the last one stays. */
function anSqs(...answers: NonNullable<SendMessageBatchResult['Failed']>[]) {
  const sent: string[][] = [];
  const send = async ({ input }: SendMessageBatchCommand) => {
    sent.push((input.Entries ?? []).map((entry) => entry.MessageBody as string));
    return { Failed: answers.length > 1 ? answers.shift() : answers[0] };
  };
  return { sent, client: { send } as unknown as SQSClient };
}

describe('sendBatch', () => {
  it('sends the entries again that SQS refused, and only those', async () => {
    const { sent, client } = anSqs([{ Id: '1', SenderFault: false, Code: 'InternalError' }], []);
    await sendBatch(client, 'queue', entries);
    expect(sent).toEqual([['a', 'b', 'c'], ['b']]);
  });

  it('gives up on an entry that is wrong in itself', async () => {
    const { sent, client } = anSqs([{ Id: '2', SenderFault: true, Code: 'InvalidMessageContents', Message: 'bad characters' }]);
    await expect(sendBatch(client, 'queue', entries)).rejects.toEqual(new EnqueueFailedError(1, 'bad characters'));
    expect(sent).toHaveLength(1);
  });

  it('gives up after five attempts', async () => {
    const { sent, client } = anSqs([{ Id: '0', SenderFault: false, Code: 'InternalError' }]);
    await expect(sendBatch(client, 'queue', entries)).rejects.toThrow(EnqueueFailedError);
    expect(sent).toHaveLength(5);
  });
});
