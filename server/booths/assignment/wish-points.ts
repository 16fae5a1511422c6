const points = [100, 70, 50, 35, 25, 18, 12, 8, 5, 3];

/** What meeting a wish is worth; every wish further down the list counts less, none counts nothing. */
export const pointsOf = (wishRank: number) => points[wishRank] ?? 1;

export const bestPoints = points[0]!;

const spelled = (text: string) => text.trim().toUpperCase();

/** "B" of "B12"; empty where booths are only numbered. */
const rowLetterOf = (boothCode: string) => /^[A-Z]+(?=\d)/.exec(spelled(boothCode))?.[0] ?? '';

/** Booths by everything that a wish may call them: one booth by its code or a whole row by its letter. */
export function boothsByWish(codes: string[]): (wish: string) => number[] {
  const named = new Map<string, number[]>();
  codes.forEach((code, at) => {
    for (const name of new Set([spelled(code), rowLetterOf(code)]))
      if (name) named.set(name, [...(named.get(name) ?? []), at]);
  });
  return (wish) => named.get(spelled(wish)) ?? [];
}
