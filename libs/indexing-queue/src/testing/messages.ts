import type { IndexingMessage } from '../indexing-message';
import type { IndexingQueueOptions } from '../types';

export const aMessage = (fields: Partial<IndexingMessage> = {}): IndexingMessage => ({
  job_id: 'job-1',
  collection_id: 'friends',
  s3_bucket: 'photos',
  image_key: 'a.jpg',
  max_faces: null,
  ...fields,
});

export const queueOptions = (endpoint: string, options: Partial<IndexingQueueOptions> = {}): IndexingQueueOptions => ({
  region: 'us-east-1',
  endpoint,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  queueName: 'indexing',
  batchSize: 10,
  visibilityTimeoutSeconds: 2,
  maxReceiveCount: 10,
  ...options,
});
