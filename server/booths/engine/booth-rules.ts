import type { BoothPlace, BoothSeeker } from './booth-problem.ts';

export type Misfit =
  'wrong-booth-for-pin' | 'premium-only' | 'not-premium' | 'no-power' | 'not-accessible';

/** What is said of a booth that does not fit. */
export const misfitWords: Record<Misfit, string> = {
  'wrong-booth-for-pin': 'is not where it is pinned',
  'premium-only': 'is kept for premium employers',
  'not-premium': 'is not a premium booth',
  'no-power': 'has no power',
  'not-accessible': 'has no step-free access',
};

/** Why this employer may not stand at this booth, whoever stands beside it; null: it may. */
export function misfitOf(employer: BoothSeeker, booth: BoothPlace): Misfit | null {
  const pin = employer.pinnedBoothId;
  if (pin !== undefined && pin !== booth.id) return 'wrong-booth-for-pin';
  // Whoever pins an employer has settled its tier; power and step-free access no pin can supply.
  if (pin === undefined && booth.premium && employer.tier !== 'premium') return 'premium-only';
  if (pin === undefined && !booth.premium && employer.tier === 'premium') return 'not-premium';
  if (employer.needsPower && !booth.power) return 'no-power';
  if (employer.needsAccessible && !booth.accessible) return 'not-accessible';
  return null;
}
