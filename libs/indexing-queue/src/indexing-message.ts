/** The queue's message body, unchanged from the original's producers; later versions only add fields. */
export interface IndexingMessage {
  readonly job_id: string;
  readonly collection_id: string;
  readonly s3_bucket: string;
  readonly image_key: string;
  /** null: the service's own limit. */
  readonly max_faces: number | null;
}
