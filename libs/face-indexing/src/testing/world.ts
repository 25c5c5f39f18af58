import { CollectionDeletions, Collections, DeletedContents, ImageHeads, Jobs, Receipts, openCatalog } from '@facerec/catalog';
import type { Catalog, ImageIdentity } from '@facerec/catalog';
import type { FacePipelinePool } from '@facerec/face-pipeline';
import type { ImageStore } from '@facerec/image-store';
import { Logger } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Candidates } from '../candidates';
import { CollectionDeletion, CollectionRecords } from '../collection-deletion';
import { FaceDeletion } from '../face-deletion';
import { FaceIndexer } from '../face-indexer';
import { FaceMatcher } from '../face-matcher';
import { FaceWriter } from '../face-writer';
import { HeadLeases } from '../head-leases';
import { ImageStates } from '../image-states';
import { KeptPhotos } from '../kept-photos';
import { Photos } from '../photos';
import { Settlement } from '../settlement';
import type { FaceIndexingOptions, IndexingTask } from '../types';
import { FakeImageStore, FakePipelinePool } from './fake-photos';
import { MemoryVectorStore } from './memory-vector-store';

/** Called before and after every call that leaves a process: it may wait, or throw in the call's place. */
export type Gate = (step: string) => Promise<void>;

export interface ProcessOptions extends Partial<FaceIndexingOptions> {
  readonly pool?: FakePipelinePool;
  readonly gate?: Gate;
}

/** What outlives a process: the catalog's file, the vectors and the photos. */
export class World {
  readonly images = new FakeImageStore();
  readonly store = new MemoryVectorStore();

  private constructor(private readonly directory: string, private readonly catalog: Catalog) {}

  static async open(): Promise<World> {
    Logger.overrideLogger(false);
    const directory = mkdtempSync(join(tmpdir(), 'facerec-indexing-'));
    return new World(directory, await openCatalog({ kind: 'sqlite', file: join(directory, 'catalog.sqlite') }));
  }

  async close(): Promise<void> {
    await this.catalog.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  get receipts(): Receipts {
    return new Receipts(this.catalog);
  }

  get heads(): ImageHeads {
    return new ImageHeads(this.catalog);
  }

  get collections(): Collections {
    return new Collections(this.catalog);
  }

  get jobs(): Jobs {
    return new Jobs(this.catalog);
  }

  gatedHeads(gate: Gate): ImageHeads {
    return gated(this.heads, 'heads', gate);
  }

  /** One process's indexer, matcher and deletion; all it shares with others goes through the gate. */
  start({ pool = new FakePipelinePool(), gate = async () => {}, ...options }: ProcessOptions = {}) {
    const settings: FaceIndexingOptions = { maxFacesPerImage: 20, keptPhotos: { bucket: 'own', prefix: 'kept/' }, ...options };
    const store = gated(this.store, 'store', gate);
    const heads = this.gatedHeads(gate);
    const collections = gated(this.collections, 'collections', gate);
    const deletions = gated(new CollectionDeletions(this.catalog), 'deletions', gate);
    const contents = gated(new DeletedContents(this.catalog), 'contents', gate);
    const images = gated(this.images, 'images', gate) as unknown as ImageStore;
    const photos = new Photos(
      images,
      gated(pool, 'pool', gate) as unknown as FacePipelinePool,
      settings,
    );
    const leases = new HeadLeases(heads, settings);
    const kept = new KeptPhotos(images, settings);
    const writer = new FaceWriter(heads, store, kept);
    const settlement = new Settlement(photos, new ImageStates(heads, collections, deletions), leases, writer);
    return {
      indexer: new FaceIndexer(new Candidates(photos), settlement, gated(this.receipts, 'receipts', gate), settings),
      matcher: new FaceMatcher(photos, collections, store, settings),
      deletion: new FaceDeletion(store, contents, leases, writer),
      collectionDeletion: new CollectionDeletion(new CollectionRecords(collections, deletions, contents, this.jobs), store, kept),
    };
  }

  /** Face ids with their confidences, which tell whose vector it is: as the head has them, and as the store has them. */
  async facesOf(image: ImageIdentity): Promise<{ head: Record<string, unknown>; store: Record<string, unknown>; noted: readonly string[] }> {
    const head = await this.heads.find(image);
    const ids = await this.store.facesOfImage(image.collectionId, image.bucket, image.key);
    const records = await this.store.fetch(image.collectionId, ids);
    return {
      head: Object.fromEntries(head?.committed?.faces.map((face) => [face.faceId, face.confidence]) ?? []),
      store: Object.fromEntries(records.map(({ id, metadata }) => [id, metadata.confidence])),
      noted: head?.notedIds ?? [],
    };
  }

  /** The confidences of the faces in the store, strongest first; fails unless head and store agree and nothing is left noted. */
  async settledFaces(image: ImageIdentity): Promise<number[]> {
    const { head, store, noted } = await this.facesOf(image);
    expect({ store, noted }).toEqual({ store: head, noted: [] });
    return Object.values(head) as number[];
  }
}

const epoch = Date.parse('2026-01-01T00:00:00Z');
/** A moment of the tests' own, in seconds. */
export const at = (seconds: number): Date => new Date(epoch + seconds * 1000);

export function aTask(facts: Partial<IndexingTask> = {}): IndexingTask {
  return { jobId: 'job', collectionId: 'family', bucket: 'photos', key: 'party.jpg', maxFaces: null, sentAt: at(10), ...facts };
}

function gated<T extends object>(target: T, name: string, gate: Gate): T {
  return new Proxy(target, {
    get(object, property) {
      const member: unknown = Reflect.get(object, property);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        const step = `${name}.${String(property)}`;
        await gate(`before ${step}`);
        const result: unknown = await member.apply(object, args);
        await gate(`after ${step}`);
        return result;
      };
    },
  });
}
