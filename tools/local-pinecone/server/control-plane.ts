import { controlError } from './api-error.ts';
import type { PineconeState } from './pinecone-state.ts';
import type { IndexDescription, VectorIndex } from './vector-index.ts';

export interface ControlRequest {
  readonly state: PineconeState;
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  /** Of the index, from the path. */
  readonly name: string;
  readonly body: Record<string, unknown>;
}

interface CreateIndexBody {
  readonly name: string;
  readonly schema: { readonly fields: Record<string, { readonly type: string; readonly dimension: number; readonly metric: string }> };
  readonly deployment: { readonly cloud: string; readonly region: string };
}

/** Method and path. API version 2026-07, the one of SDK 9: the vectors of a classic index are its field "_values". */
export const controlRoutes: Record<string, (request: ControlRequest) => { status: number; body: object }> = {
  'GET /indexes': ({ state, origin }) => ({ status: 200, body: { indexes: state.list().map((index) => model(index, origin)) } }),
  'POST /indexes': ({ state, origin, body }) => {
    const description = described(body as unknown as CreateIndexBody);
    state.create(description);
    return { status: 201, body: model(state.get(description.name), origin) };
  },
  'GET /indexes/{name}': ({ state, origin, name }) => ({ status: 200, body: model(state.get(name), origin) }),
  'DELETE /indexes/{name}': ({ state, name }) => {
    state.drop(name);
    return { status: 202, body: {} };
  },
};

function described({ name, schema, deployment }: CreateIndexBody): IndexDescription {
  if (!/^[a-z0-9]([a-z0-9-]{0,43}[a-z0-9])?$/.test(name)) {
    throw controlError(400, 'INVALID_ARGUMENT', "Name must consist of lower case alphanumeric characters or '-'");
  }
  const field = schema.fields['_values'];
  if (field?.type !== 'dense_vector') throw controlError(400, 'INVALID_ARGUMENT', 'The local server only has indexes of dense vectors');
  return { name, dimension: field.dimension, metric: field.metric, cloud: deployment.cloud, region: deployment.region };
}

function model({ description: { name, dimension, metric, cloud, region } }: VectorIndex, origin: string): object {
  return {
    name,
    // A path in place of a host name of its own: one port serves every index.
    host: `${origin}/hosts/${name}`,
    status: { ready: true, state: 'Ready' },
    schema: { fields: { _values: { type: 'dense_vector', dimension, metric } } },
    deployment: { deployment_type: 'managed', cloud, region },
    read_capacity: { mode: 'OnDemand', status: { state: 'Ready', current_shards: null, current_replicas: null } },
    deletion_protection: 'disabled',
  };
}
