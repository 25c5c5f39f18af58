export * from './errors';
export * from './face-pipeline.module';
export * from './face-pipeline.pool';
export { ensurePack, ensureSamplePhotos } from './packs/ensure-pack';
export type { DownloadProgress, FetchOptions } from './packs/fetch-npm-files';
export { installPack, packState, type InstallOptions } from './packs/install-pack';
export { filesOf, findPack, loadManifest, type FoundPack, type Manifest } from './packs/manifest';
export type * from './types';
export type { InstalledPack, PackSpec } from './worker/pack-spec';
