// The few names used here; TypeScript keeps them in its DOM library, Node's types leave them out.
declare namespace WebAssembly {
  class Memory<Bytes extends ArrayBufferLike = SharedArrayBuffer> {
    constructor(options: { initial: number; maximum: number; shared: Bytes extends ArrayBuffer ? false : true });
    readonly buffer: Bytes;
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { env: { memory: Memory<ArrayBufferLike> } });
    readonly exports: Record<string, unknown>;
  }
}
