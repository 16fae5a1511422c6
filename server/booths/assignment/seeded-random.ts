/** Numbers in [0, 1) that the seed alone decides, so that a search can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from 0 up to, not including, `count`. */
export const below = (count: number, random: () => number) => Math.floor(random() * count);

/** 0 … count − 1 in a random order. */
export function shuffled(count: number, random: () => number): Int32Array {
  const order = inOrder(count);
  for (let last = count - 1; last > 0; last--) {
    const other = below(last + 1, random);
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}

/** 0 … count − 1; Int32Array.from takes ten times as long. */
export function inOrder(count: number): Int32Array {
  const order = new Int32Array(count);
  for (let at = 0; at < count; at++) order[at] = at;
  return order;
}
