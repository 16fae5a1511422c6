/**
 * The same data, but asking for a field that is not there throws instead of printing nothing: a mail with a hole in
 * it must not go out.
 */
export function strictly<T extends object>(data: T, path = ''): T {
  return new Proxy(data, {
    get(target, field, receiver) {
      const value: unknown = Reflect.get(target, field, receiver);
      if (typeof field === 'symbol') return value;
      if (value === undefined && !(field in target))
        throw new Error(`this mail needs ${path}${field}, which was not given`);
      return isPlain(value) ? strictly(value, `${path}${field}.`) : value;
    },
  });
}

const isPlain = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype);
