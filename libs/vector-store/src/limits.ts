const MAX_TOP_K = 10_000;
const MAX_PAGE = 1_000;

export function requireTopK(topK: number): number {
  return requireWholeNumber('topK', topK, MAX_TOP_K);
}

export function requirePageLimit(limit: number): number {
  return requireWholeNumber('limit', limit, MAX_PAGE);
}

function requireWholeNumber(name: string, value: number, most: number): number {
  if (!Number.isInteger(value) || value < 1 || value > most) throw new RangeError(`${name} is ${value}; use 1 to ${most}.`);
  return value;
}
