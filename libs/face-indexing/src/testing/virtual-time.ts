// Waiting takes no time: a spec mocks node:timers/promises with `pass`, and leases run out by this clock.
let now = Date.parse('2026-01-01T00:01:00Z');

export function useVirtualTime(): void {
  beforeEach(() => jest.spyOn(Date, 'now').mockImplementation(() => now));
  afterEach(() => jest.restoreAllMocks());
}

export async function pass(ms: number): Promise<void> {
  now += ms;
}
