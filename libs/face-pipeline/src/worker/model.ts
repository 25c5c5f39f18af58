import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Affine } from './affine.ts';
import type { ModelInput } from './pack-spec.ts';
import type { PixelMemory } from './pixel-memory.ts';
import type { Pixels } from './pixels.ts';

/** One model of the pack in this thread: one input, its outputs in no promised order. */
export class Model {
  private readonly session: InferenceSession;
  private readonly memory: PixelMemory;
  private readonly input: ModelInput;
  /** What the last `look` saw: (channels, height, width), normalised. */
  readonly pixels: Float32Array;
  private readonly feeds: InferenceSession.FeedsType;
  /** Of the first run, and written over by every later one: fresh outputs would wait for the garbage collector, 2 MB a worker. */
  private results: InferenceSession.ReturnType | undefined;

  private constructor(session: InferenceSession, input: ModelInput, memory: PixelMemory) {
    const channels = input.channels === 'GREY' ? 1 : 3;
    this.session = session;
    this.memory = memory;
    this.input = input;
    this.pixels = memory.allocate(channels * input.height * input.width);
    this.feeds = { [session.inputNames[0]!]: new Tensor('float32', this.pixels, [1, channels, input.height, input.width]) };
  }

  /** Opens a prepared model (see prepared-model.ts), whose weights ORT maps instead of copying. */
  static async open(file: string, input: ModelInput, memory: PixelMemory): Promise<Model> {
    const session = await InferenceSession.create(file, {
      graphOptimizationLevel: 'disabled', // done when it was prepared
      intraOpNumThreads: 1, // parallelism comes from workers: two threads in a session cost 1.2–1.5 × the CPU
      interOpNumThreads: 1,
      enableMemPattern: false, // 7 MB a worker less at the same speed
      logSeverityLevel: 3,
    });
    return new Model(session, input, memory);
  }

  /** What the model says of the part of the picture that `toImage` (input → image) points at; valid until it looks again. */
  async look(pixels: Pixels, toImage: Affine): Promise<readonly Output[]> {
    this.memory.sample(pixels, toImage, this.input, this.pixels);
    const results = this.results === undefined ? await this.session.run(this.feeds) : await this.session.run(this.feeds, this.results);
    this.results ??= results;
    return Object.values(results).map(({ data, dims }) => ({ data: data as Float32Array, dims }));
  }
}

export interface Output {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}
