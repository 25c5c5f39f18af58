import { join } from 'node:path';
import type { EnvironmentReader } from './environment-reader';
import { URL_RULE } from './load-aws';
import type { Settings } from './settings';

// 512 numbers: the embedders of all packs in models/manifest.json.
const DIMENSION = 512;
const POSTGRES_URL = /^postgres(ql)?:\/\/[^\s/]+\/[^\s/?]+(\?\S*)?$/;
// As Pinecone's console shows it, or with a scheme.
const HOST_RULE = { pattern: /^(https?:\/\/)?[^\s/]+(\/\S*)?$/, expected: 'an address such as https://faces-abc123.svc.aped-4627-b74a.pinecone.io' };
const CLOUDS = ['aws', 'gcp', 'azure'] as const;

/** Where vectors and catalog are kept. */
export function loadStores(read: EnvironmentReader, environment: Settings['environment']): Pick<Settings, 'vectorStore' | 'catalog'> {
  const dataDirectory = read.text('DATA_DIR', '.data');
  const kind = read.choice('VECTOR_STORE', ['embedded', 'pinecone', 'pgvector'], 'embedded');
  const url = loadDatabaseUrl(read);
  const pinecone = loadPinecone(read, kind === 'pinecone');
  requireSharedStores(read, environment);
  if (kind === 'pgvector' && !read.isSet('DATABASE_URL')) {
    read.reject('DATABASE_URL', 'VECTOR_STORE=pgvector keeps the vectors there; set it to postgres://user:password@host:5432/database.');
  }
  const stores = {
    embedded: { kind: 'embedded', directory: join(dataDirectory, 'vectors'), dimension: DIMENSION },
    pinecone: { kind: 'pinecone', ...pinecone, dimension: DIMENSION },
    pgvector: { kind: 'pgvector', url: url ?? '', dimension: DIMENSION },
  } as const;
  return {
    vectorStore: stores[kind],
    catalog: url === undefined ? { kind: 'sqlite', file: join(dataDirectory, 'catalog.sqlite') } : { kind: 'postgres', url },
  };
}

/** A wrong one is not repeated: it holds a password. */
function loadDatabaseUrl(read: EnvironmentReader): string | undefined {
  const url = read.optionalText('DATABASE_URL');
  if (url === undefined || (POSTGRES_URL.test(url) && URL.canParse(url))) return url;
  read.reject('DATABASE_URL', 'it is not a URL such as postgres://user:password@host:5432/database; correct it (characters like "@" and "/" in a password are written %40 and %2F).');
  return undefined;
}

function loadPinecone(read: EnvironmentReader, chosen: boolean) {
  const [apiKey, index] = [read.text('PINECONE_API_KEY', ''), read.text('PINECONE_INDEX_NAME', '')];
  if (chosen && apiKey === '') read.reject('PINECONE_API_KEY', 'VECTOR_STORE=pinecone needs it; create a key at https://app.pinecone.io.');
  if (chosen && index === '') read.reject('PINECONE_INDEX_NAME', `VECTOR_STORE=pinecone needs it; name an index of dimension ${DIMENSION} and metric cosine.`);
  const [cloud, region] = [read.optionalChoice('PINECONE_CLOUD', CLOUDS), read.optionalText('PINECONE_REGION')];
  if (cloud !== undefined && region === undefined) read.reject('PINECONE_REGION', `PINECONE_CLOUD=${cloud} needs it; name the region to create the index in.`);
  if (cloud === undefined && region !== undefined && !read.isSet('PINECONE_CLOUD')) {
    read.reject('PINECONE_CLOUD', `PINECONE_REGION=${region} needs it; use ${CLOUDS.join(', ')}.`);
  }
  return {
    apiKey,
    index,
    host: read.matching('PINECONE_HOST', HOST_RULE, undefined),
    controllerUrl: read.matching('PINECONE_CONTROLLER_HOST', URL_RULE, undefined),
    createIfMissing: cloud === undefined || region === undefined ? undefined : { cloud, region },
  };
}

/** In production api and indexer are taken to be on different machines, unless somebody says otherwise. */
function requireSharedStores(read: EnvironmentReader, environment: Settings['environment']): void {
  if (environment !== 'production') return;
  if (!read.isSet('VECTOR_STORE')) {
    read.reject('VECTOR_STORE', 'ENVIRONMENT=production needs one that api and indexer share; use pinecone or pgvector, or embedded where both have DATA_DIR on the same disk.');
  }
  if (!read.isSet('DATABASE_URL')) {
    read.reject('DATABASE_URL', 'ENVIRONMENT=production needs a database that api and indexer share; set it to postgres://user:password@host:5432/database.');
  }
}
