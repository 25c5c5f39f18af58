import { decompressSync, FORMAT_RGB } from '@julusian/jpeg-turbo';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import type { ModelInput, PipelinePlan } from '@facerec/face-pipeline';

/** What no pipeline can do without: the bare runs of the same prepared models with the same ORT and options as ours. */
export class Floor {
  private constructor(
    private readonly detect: () => Promise<unknown>,
    private readonly describe: readonly (() => Promise<unknown>)[],
  ) {}

  static async open({ spec, models }: PipelinePlan): Promise<Floor> {
    const landmarks = spec.landmarks && models.landmarks ? [await bareRun(models.landmarks, spec.landmarks.input)] : [];
    return new Floor(await bareRun(models.detector, spec.detector.input), [...landmarks, await bareRun(models.embedder, spec.embedder.input)]);
  }

  /** One whole-image detection, then landmarks and embedding of every face. */
  async run(faces: number): Promise<void> {
    await this.detect();
    for (let face = 0; face < faces; face += 1) {
      for (const run of this.describe) await run();
    }
  }
}

async function bareRun(file: string, input: ModelInput): Promise<() => Promise<unknown>> {
  const session = await InferenceSession.create(file, { graphOptimizationLevel: 'disabled', intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  const dims = [1, input.channels === 'GREY' ? 1 : 3, input.height, input.width];
  const values = Float32Array.from({ length: dims.reduce((product, size) => product * size) }, (_, index) => Math.sin(index));
  const feeds = { [session.inputNames[0]!]: new Tensor('float32', values, dims) };
  return () => session.run(feeds);
}

/** The fastest full-resolution decoder there is: libjpeg-turbo, and sharp for what it does not read. */
export async function decodeFully(photo: Buffer): Promise<void> {
  if (!isTurboJpeg(photo)) await sharp(photo).raw().toBuffer();
  else decompressSync(photo, { format: FORMAT_RGB });
}

/** The same into memory that is there already, as ours does: what is left of decoding without its page faults. */
export async function decodeInto(memory: Buffer, photo: Buffer): Promise<void> {
  if (!isTurboJpeg(photo)) await sharp(photo).raw().toBuffer();
  else decompressSync(photo, memory, { format: FORMAT_RGB });
}

const decodable = new WeakMap<Buffer, boolean>();

function isTurboJpeg(photo: Buffer): boolean {
  let answer = decodable.get(photo);
  if (answer === undefined) {
    try {
      decompressSync(photo, { format: FORMAT_RGB });
      answer = true;
    } catch {
      answer = false;
    }
    decodable.set(photo, answer);
  }
  return answer;
}
