import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds: from a look into SQLite to a photo of forty megapixels on a busy machine. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The event loop is looked at this often, which is also the least lag that is told. prom-client's own 10 ms cost an idle process half a percent of a core. */
const lagResolutionMs = 50;

interface Instrument<Label extends string> {
  /** With its unit, and `_total` for a counter. */
  readonly name: `facerec_${string}`;
  readonly help: string;
  /** Their values are few and known: never an id, a key, or the name of a person. */
  readonly labels?: readonly Label[];
}

/** What one app counts, in Prometheus' text format; with the process' own CPU, memory, event loop and garbage collection. */
export class Metrics {
  private readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: lagResolutionMs });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  counter<Label extends string>(instrument: Instrument<Label>): Counter<Label> {
    return new Counter(this.configured(instrument));
  }

  /** Of seconds. */
  histogram<Label extends string>(instrument: Instrument<Label>): Histogram<Label> {
    return new Histogram({ ...this.configured(instrument), buckets });
  }

  /** `read` sets it whenever somebody asks. */
  gauge<Label extends string>(instrument: Instrument<Label>, read?: (gauge: Gauge<Label>) => void | Promise<void>): Gauge<Label> {
    return new Gauge({
      ...this.configured(instrument),
      ...(read !== undefined && { collect(this: Gauge<Label>) { return read(this); } }),
    });
  }

  /** All of it, as it is now. */
  async render(): Promise<string> {
    return this.registry.metrics();
  }

  private configured<Label extends string>({ name, help, labels = [] }: Instrument<Label>) {
    return { name, help, labelNames: labels, registers: [this.registry] };
  }
}
