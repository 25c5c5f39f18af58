interface NumberRange {
  readonly min: number;
  readonly max: number;
}

/** Turns environment variables into typed values, and collects what is wrong instead of stopping at the first. */
export class EnvironmentReader {
  readonly problems: string[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** Notes that `name` is wrong: what is wrong and what to do, as one sentence. */
  reject(name: string, problem: string): void {
    this.problems.push(`${name}: ${problem}`);
  }

  isSet(name: string): boolean {
    return this.optionalText(name) !== undefined;
  }

  /** An empty variable counts as absent: that is how shells and compose files unset one. */
  optionalText(name: string): string | undefined {
    return this.env[name]?.trim() || undefined;
  }

  text(name: string, fallback: string): string {
    return this.optionalText(name) ?? fallback;
  }

  /** Comma-separated; blanks around and between the items are dropped. */
  list(name: string): string[] {
    return this.text(name, '').split(',').map((item) => item.trim()).filter((item) => item !== '');
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    return this.optionalChoice(name, choices) ?? fallback;
  }

  optionalChoice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.optionalText(name);
    const chosen = choices.find((choice) => choice === value);
    if (value !== undefined && chosen === undefined) this.reject(name, `"${value}" is not known; use ${choices.join(', ')}.`);
    return chosen;
  }

  integer(name: string, range: NumberRange, fallback: number): number {
    return this.optionalInteger(name, range) ?? fallback;
  }

  optionalInteger(name: string, range: NumberRange): number | undefined {
    return this.number(name, range, { pattern: /^-?\d+$/, kind: 'a whole number' });
  }

  optionalFraction(name: string): number | undefined {
    return this.number(name, { min: 0, max: 1 }, { pattern: /^-?(\d+\.?\d*|\.\d+)$/, kind: 'a number' });
  }

  /** `fallback` may be undefined for a setting that has none. */
  matching<T extends string | undefined>(name: string, rule: { pattern: RegExp; expected: string }, fallback: T): string | T {
    const value = this.optionalText(name);
    if (value === undefined || rule.pattern.test(value)) return value ?? fallback;
    this.reject(name, `"${value}" is not ${rule.expected}.`);
    return fallback;
  }

  private number(name: string, { min, max }: NumberRange, form: { pattern: RegExp; kind: string }): number | undefined {
    const text = this.optionalText(name);
    if (text === undefined) return undefined;
    const value = form.pattern.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    this.reject(name, `"${text}" is not ${form.kind} ${range}.`);
    return undefined;
  }
}
