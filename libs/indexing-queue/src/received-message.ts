import type { Message } from '@aws-sdk/client-sqs';
import { sentAtOf } from './sent-at';
import { traceparentOf } from './traceparent';
import type { Delivery } from './types';

export function receiveCountOf({ Attributes }: Message): number {
  return Number(Attributes?.ApproximateReceiveCount ?? 1);
}

/** `maxReceiveCount`: of the queue's redrive policy. */
export function deliveryOf(message: Message, maxReceiveCount: number): Delivery {
  const receiveCount = receiveCountOf(message);
  const traceparent = traceparentOf(message);
  return { messageId: message.MessageId ?? '', ...(traceparent !== undefined && { traceparent }), sentAt: sentAtOf(message), receiveCount, isLast: receiveCount >= maxReceiveCount };
}
