import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';

/** A message that is sent anew keeps when it was sent first: an image deleted since must not come back with it. */
export const sentAtAttribute = 'sent_at';

/** Milliseconds since the epoch, as SQS's own SentTimestamp. */
export function sentAtAttributes(sentAt: Date): Record<string, MessageAttributeValue> {
  return { [sentAtAttribute]: { DataType: 'Number', StringValue: String(sentAt.getTime()) } };
}

export function sentAtOf({ Attributes, MessageAttributes }: Message): Date {
  const first = Number(MessageAttributes?.[sentAtAttribute]?.StringValue ?? Infinity);
  return new Date(Math.min(Number(Attributes?.SentTimestamp ?? 0), Number.isNaN(first) ? Infinity : first));
}
