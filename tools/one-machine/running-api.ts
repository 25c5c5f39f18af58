import { type ApiClient, ApiError, createApiClient, dataOf } from '@facerec/client';
import { loadSettings, type Settings } from '@facerec/settings';
import { oneMachineEnvironment } from './environment';

/** A service that runs already, as the tools see it: with the key in API_KEY. */
export class RunningApi {
  readonly client: ApiClient;

  /** `url`: default is where `npm start` listens. */
  constructor(readonly url = addressOf(loadSettings(oneMachineEnvironment(process.env)))) {
    this.client = createApiClient({ url, key: process.env['API_KEY'] });
  }

  /** Throws, with what to do, when nobody answers. */
  async assertRunning(): Promise<void> {
    await dataOf(this.client.GET('/livez')).catch(() => {
      throw new Error(`the API does not answer at ${this.url}: start it with npm start.`);
    });
  }

  /** What was answered. Throws, in one line for the terminal, when it is not 2xx or nothing. */
  async ask<T>(request: Parameters<typeof dataOf<T>>[0]): Promise<T> {
    return dataOf(request).catch((error: Error) => {
      if (!(error instanceof ApiError)) throw new Error(`the API at ${this.url} does not answer any more (${error.message}); nothing is lost: run this again.`);
      throw error.status === 401 ? new Error(`${error.message} (API_KEY is the key that this tool sends)`) : error;
    });
  }
}

function addressOf({ http: { host, port } }: Settings): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${everywhere ? '127.0.0.1' : name}:${port}`;
}
