import type { Message } from '@aws-sdk/client-sqs';
import { sentAtOf } from './sent-at';
import type { Delivery } from './types';

export function receiveCountOf({ Attributes }: Message): number {
  return Number(Attributes?.ApproximateReceiveCount ?? 1);
}

/** `maxReceiveCount`: of the queue's redrive policy. */
export function deliveryOf(message: Message, maxReceiveCount: number): Delivery {
  const receiveCount = receiveCountOf(message);
  return { messageId: message.MessageId ?? '', sentAt: sentAtOf(message), receiveCount, isLast: receiveCount >= maxReceiveCount };
}
