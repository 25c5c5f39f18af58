import { ImageStore } from '@facerec/image-store';
import { IndexingQueue, type IndexingMessage } from '@facerec/indexing-queue';
import type { Settings } from '@facerec/settings';
import { startLocalCloud, type LocalCloud } from '../local-cloud/local-cloud';
import { place, type Photo } from './album';
import { killServer } from './engines';

/** S3 and SQS on this machine, seen from the side that fills them. */
export class Cloud {
  private constructor(
    private server: LocalCloud,
    private readonly directory: string,
    private readonly images: ImageStore,
    readonly queue: IndexingQueue,
  ) {}

  /** `settingsOf` an endpoint. */
  static async start(directory: string, settingsOf: (endpoint: string) => Pick<Settings, 'imageStore' | 'queue'>): Promise<Cloud> {
    const server = await startLocalCloud({ directory });
    const { imageStore, queue } = settingsOf(server.endpoint);
    const cloud = new Cloud(server, directory, new ImageStore(imageStore), new IndexingQueue(queue));
    await cloud.images.ensureBucket(place.bucket);
    await cloud.queue.ensure();
    return cloud;
  }

  get endpoint(): string {
    return this.server.endpoint;
  }

  /** Uploads the photos that there are to upload, then sends a message for each. */
  async send(photos: readonly Photo[]): Promise<void> {
    await Promise.all(photos.map(({ key, bytes }) => (bytes === undefined ? undefined : this.images.put(place.bucket, key, bytes, 'image/jpeg'))));
    await this.sendAgain(photos);
  }

  async sendAgain(photos: readonly Photo[]): Promise<void> {
    await this.queue.enqueue(photos.map(({ key }) => ({
      job_id: place.collectionId, collection_id: place.collectionId, s3_bucket: place.bucket, image_key: key, max_faces: null,
    })));
  }

  /** One that nobody can read. */
  async sendNonsense(): Promise<void> {
    await this.queue.enqueue([{ image_key: 'no bucket, no job' } as IndexingMessage]);
  }

  /** Nothing waits and nothing is in anybody's hands. */
  async isDrained(): Promise<boolean> {
    const { visible, inFlight, delayed } = await this.queue.depth();
    return visible + inFlight + delayed === 0;
  }

  /** kill -9, and back with the same objects and messages at the same port. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.endpoint).port);
    await killServer(this.server);
    this.server = await startLocalCloud({ directory: this.directory, port });
  }

  async close(): Promise<void> {
    this.images.onApplicationShutdown();
    this.queue.onApplicationShutdown();
    await this.server.stop();
  }
}
