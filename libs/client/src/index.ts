export { ApiError, createApiClient, dataOf, type ApiClient, type ApiClientOptions } from './api-client';
export type { components, paths } from './schema';
