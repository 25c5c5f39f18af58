import { InvalidVectorError } from './errors';

/** The same vector, once it is known to have `dimension` finite values; `name` says whose it is. */
export function requireVector(values: Float32Array, dimension: number, name: string): Float32Array {
  if (values.length !== dimension) {
    throw new InvalidVectorError(`The vector ${name} has ${values.length} values, the store holds vectors of ${dimension}.`);
  }
  if (!values.every(Number.isFinite)) throw new InvalidVectorError(`The vector ${name} holds a value that is not a finite number.`);
  return values;
}
