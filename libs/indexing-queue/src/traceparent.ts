import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';

/** Beside the body, which stays as the original's producers and consumers know it. */
export const traceparentAttribute = 'traceparent';

export function traceparentAttributes(traceparent: string | undefined): Record<string, MessageAttributeValue> | undefined {
  return traceparent === undefined ? undefined : { [traceparentAttribute]: { DataType: 'String', StringValue: traceparent } };
}

export function traceparentOf({ MessageAttributes }: Message): string | undefined {
  return MessageAttributes?.[traceparentAttribute]?.StringValue;
}
