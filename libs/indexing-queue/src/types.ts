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
  /** Which collection an S3 event's object belongs to: the longest prefix of its key decides. Default: none, such events are not expected. */
  readonly eventCollections?: readonly EventCollection[];
  /** The W3C traceparent that messages are sent with, as an attribute beside their body; default, and where undefined: none. */
  readonly traceparent?: () => string | undefined;
  /** How long a consumer that stops waits for the messages in hand; above the slowest photo. Default 90 s: Spot gives 120. */
  readonly drainMs?: number;
}

export interface EventCollection {
  /** '' is every key. */
  readonly prefix: string;
  /** null: none. */
  readonly collectionId: string | null;
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
  /** SQS SentTimestamp, of the first queue if the message was moved between queues; of an S3 event, when it happened. */
  readonly sentAt: Date;
  /** W3C: the span that the message was sent in, where its sender told. */
  readonly traceparent?: string;
  /** 1 for the first delivery. */
  readonly receiveCount: number;
  /** After a failure the message goes to the dead-letter queue. */
  readonly isLast: boolean;
}

/** An object that is not in S3 any more. */
export interface RemovedObject {
  readonly collectionId: string;
  readonly bucket: string;
  readonly key: string;
  /** In a versioned bucket, the version that was removed; an older one may have taken its place. */
  readonly versionId?: string;
}
