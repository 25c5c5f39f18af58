import { InferenceSession, Tensor } from 'onnxruntime-node';

/** One model of the pack in this thread: one input, its outputs in no promised order. */
export class Model {
  private readonly session: InferenceSession;
  private readonly dims: readonly number[];

  private constructor(session: InferenceSession, dims: readonly number[]) {
    this.session = session;
    this.dims = dims;
  }

  /** Opens a prepared model (see prepared-model.ts), whose weights ORT maps instead of copying. */
  static async open(file: string, dims: readonly number[]): Promise<Model> {
    const session = await InferenceSession.create(file, {
      graphOptimizationLevel: 'disabled', // done when it was prepared
      intraOpNumThreads: 1, // parallelism comes from workers: two threads in a session cost 1.2–1.5 × the CPU
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    return new Model(session, dims);
  }

  async run(input: Float32Array): Promise<readonly Output[]> {
    const feeds = { [this.session.inputNames[0]!]: new Tensor('float32', input, this.dims) };
    const results = await this.session.run(feeds);
    return Object.values(results).map(({ data, dims }) => ({ data: data as Float32Array, dims }));
  }
}

export interface Output {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}
