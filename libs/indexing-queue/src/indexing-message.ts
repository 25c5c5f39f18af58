/** The queue's message body, unchanged from the original's producers; later versions only add fields. */
export interface IndexingMessage {
  readonly job_id: string;
  readonly collection_id: string;
  readonly s3_bucket: string;
  readonly image_key: string;
  /** null: the service's own limit. */
  readonly max_faces: number | null;
}

/** What a message may say, as the original's producers and routes have it. */
export const messageLimits = {
  jobIdLength: 256,
  collectionId: /^[a-zA-Z0-9_-]{1,100}$/,
  /** 1 to 63 characters. */
  bucket: /^(?=.{1,63}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
  keyLength: 1024,
  maxFaces: 20,
} as const;
