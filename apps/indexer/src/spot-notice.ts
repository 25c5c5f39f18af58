import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';

/** AWS asks to look every 5 seconds; the instance goes 120 s after the notice. */
const INTERVAL_MS = 5_000;
const TIMEOUT_MS = 2_000;
const TOKEN_SECONDS = 21_600;

/** EC2's notice that a Spot instance will be taken back, from the instance metadata service, version 2. */
export class SpotNotice {
  private readonly logger = new Logger(SpotNotice.name);
  private readonly closing = new AbortController();
  private token: string | undefined;
  private failing = false;

  /** `url`: http://169.254.169.254 on EC2. */
  constructor(private readonly url: string, private readonly intervalMs = INTERVAL_MS) {}

  /** Resolves when the notice is there, or `stop` was called; true means the former. */
  async given(): Promise<boolean> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      const notice = await this.look();
      if (notice !== undefined) {
        this.logger.warn({ msg: 'this Spot instance will be taken back', notice });
        return true;
      }
      await delay(this.intervalMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
    return false;
  }

  stop(): void {
    this.closing.abort();
  }

  /** What cannot be asked counts as no notice: the metadata service has its own bad moments. */
  private async look(): Promise<string | undefined> {
    try {
      const notice = await this.ask();
      this.failing = false;
      return notice;
    } catch (error) {
      if (!this.failing) this.logger.warn({ msg: 'the metadata service does not answer; asked again', reason: (error as Error).message });
      this.failing = true;
      return undefined;
    }
  }

  private async ask(): Promise<string | undefined> {
    this.token ??= await this.newToken();
    const answer = await this.request('/latest/meta-data/spot/instance-action', { headers: { 'x-aws-ec2-metadata-token': this.token } });
    // 404 is how "no notice" is said; 401, that the token has run out.
    if (answer.status === 404) return undefined;
    if (answer.status === 401) this.token = undefined;
    if (!answer.ok) throw new Error(`instance-action is answered ${answer.status}`);
    return answer.text;
  }

  private async newToken(): Promise<string> {
    const headers = { 'x-aws-ec2-metadata-token-ttl-seconds': String(TOKEN_SECONDS) };
    const answer = await this.request('/latest/api/token', { method: 'PUT', headers });
    if (!answer.ok) throw new Error(`a token is answered ${answer.status}`);
    return answer.text;
  }

  private async request(path: string, init: RequestInit): Promise<{ ok: boolean; status: number; text: string }> {
    const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const response = await fetch(new URL(path, this.url), { ...init, signal });
    return { ok: response.ok, status: response.status, text: await response.text() };
  }
}
