/** One call of `upsert`, whose records may travel in several requests, and others' records with them. */
export class PendingUpsert {
  readonly settled: Promise<void>;
  private resolve: () => void = () => undefined;
  private reject: (error: unknown) => void = () => undefined;
  private failure: { readonly error: unknown } | undefined;

  /** `records`: how many are on their way; `deadline`: when it stops being repeated, in ms of the transport's clock. */
  constructor(private records: number, readonly deadline: number) {
    this.settled = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
  }

  written(records: number): void {
    this.finish(records);
  }

  /** Also for records that are not sent any more since others of the same call failed. */
  failed(records: number, error: unknown): void {
    this.failure ??= { error };
    this.finish(records);
  }

  /** Not before nothing is under way any more, so that no write lands after its caller has been told that it failed. */
  private finish(records: number): void {
    this.records -= records;
    if (this.records > 0) return;
    if (this.failure === undefined) this.resolve();
    else this.reject(this.failure.error);
  }
}
