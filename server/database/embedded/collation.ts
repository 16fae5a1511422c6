export interface Collation {
  locale?: string;
  strength?: number;
  numericOrdering?: boolean;
}
export type Fold = (text: string) => string;

/**
 * Brings together the texts that a collation holds equal. Strength 2 ignores case, strength 1 accents too (and there ß meets SS,
 * by way of upper case). Undefined where texts are equal only when they are the same; strength 3 is not folded.
 */
export function foldFor(collation?: Collation): Fold | undefined {
  if (!isLocal(collation) || (collation.strength ?? 3) > 2) return undefined;
  if (collation.strength === 1)
    return (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase();
  return (text) => text.normalize('NFC').toLowerCase().normalize('NFC');
}

/** Orders texts as a collation does; undefined for the plain order of bytes. */
export function collatorFor(collation?: Collation): Intl.Collator | undefined {
  if (!isLocal(collation)) return undefined;
  const byStrength: Record<number, 'base' | 'accent'> = { 1: 'base', 2: 'accent' };
  return new Intl.Collator(collation.locale, {
    sensitivity: byStrength[collation.strength ?? 3] ?? 'variant',
    numeric: collation.numericOrdering ?? false,
  });
}

export const sameCollation = (a?: Collation, b?: Collation) => nameOf(a) === nameOf(b);

function nameOf(collation?: Collation): string {
  return isLocal(collation) ? `${collation.locale}/${collation.strength ?? 3}` : '';
}

function isLocal(collation?: Collation): collation is Collation {
  return Boolean(collation?.locale) && collation?.locale !== 'simple';
}
