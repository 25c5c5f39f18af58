import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedVectorStore } from './embedded-vector-store';
import { CONTRACT_DIMENSION } from './contract-records';
import { describeVectorStore } from './vector-store.contract';

let directory: string;
beforeAll(async () => { directory = await mkdtemp(join(tmpdir(), 'vectors-')); });
afterAll(() => rm(directory, { recursive: true }));

describeVectorStore('EmbeddedVectorStore', () => EmbeddedVectorStore.open({ directory, dimension: CONTRACT_DIMENSION }));
