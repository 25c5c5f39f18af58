export interface IndexingQueueOptions {
  readonly region: string;
  /** A local SQS; default: AWS, or the SDK's own AWS_ENDPOINT_URL. */
  readonly endpoint?: string;
  /** For a local SQS, which checks none; default: the SDK's own chain. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** A standard queue, not FIFO. Its dead-letter queue is found through its redrive policy. */
  readonly queueName: string;
  /** Messages one receive may take, 1..10. */
  readonly batchSize: number;
  /** 2..43,200; heartbeats extend it while a message is worked on. */
  readonly visibilityTimeoutSeconds: number;
  /** Deliveries of one message before SQS moves it to the dead-letter queue; used by `ensure()`. */
  readonly maxReceiveCount: number;
}

/** How many messages wait where; SQS calls these figures approximate. */
export interface QueueDepth {
  readonly visible: number;
  /** Received and not yet acknowledged. */
  readonly inFlight: number;
  readonly delayed: number;
  /** Waiting in the dead-letter queue; 0 when there is none. */
  readonly deadLetters: number;
}

/** What SQS knows of one delivery of a message. */
export interface Delivery {
  readonly messageId: string;
  /** SQS SentTimestamp. */
  readonly sentAt: Date;
  /** 1 for the first delivery. */
  readonly receiveCount: number;
}
