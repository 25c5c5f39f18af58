/** The body is not an indexing message and never will be. */
export class InvalidMessageError extends Error {
  override readonly name = 'InvalidMessageError';
  constructor(readonly problems: readonly string[], options?: ErrorOptions) {
    super(`The message cannot be read: ${problems.join('; ')}.`, options);
  }
}

/** There is no queue of that name in this account and region. */
export class QueueNotFoundError extends Error {
  override readonly name = 'QueueNotFoundError';
  constructor(readonly queueName: string, readonly region: string, options?: ErrorOptions) {
    super(`There is no queue "${queueName}" in ${region}. Create it, or name another one in SQS_QUEUE_NAME.`, options);
  }
}

/** SQS did not answer, or answered that it cannot now. Worth a retry. */
export class QueueUnavailableError extends Error {
  override readonly name: string = 'QueueUnavailableError';
  constructor(options?: ErrorOptions, message = 'The queue does not answer.') {
    super(message, options);
  }
}

/** SQS answered that this service's role may not do this. No retry mends it, but for one after the role was given the right. */
export class QueueDeniedError extends QueueUnavailableError {
  override readonly name = 'QueueDeniedError';
  constructor(options: { readonly cause: Error }) {
    super(options, `The queue denies access: ${options.cause.message}`);
  }
}

/** SQS kept refusing some messages of a batch; those before them were sent. Sending all again is harmless. */
export class EnqueueFailedError extends Error {
  override readonly name = 'EnqueueFailedError';
  constructor(readonly unsent: number, readonly reason: string) {
    super(`The queue refused ${unsent} messages: ${reason}.`);
  }
}

/** A message that cannot be read has nowhere to go. */
export class NoDeadLetterQueueError extends Error {
  override readonly name = 'NoDeadLetterQueueError';
  constructor(readonly queueName: string) {
    super(`The queue "${queueName}" has no dead-letter queue. Give it a redrive policy, or messages that fail come back for ever.`);
  }
}

/** An attempt was broken off through no fault of its message: such a delivery moves it no nearer to the dead-letter queue. */
export class AttemptBrokenOffError extends Error {
  override readonly name = 'AttemptBrokenOffError';
  constructor(options: { readonly cause: unknown }) {
    super('The attempt was broken off.', options);
  }
}
