import type { FairFields } from './fair-model.ts';

export type WindowState = 'not yet' | 'open' | 'over';

/** Whether an audience can register now: the fair is open or live, and the moment lies in its window. */
export function windowState(
  fair: Pick<FairFields, 'state'>,
  window: { opensAt: Date; closesAt: Date },
  now: Date,
): WindowState {
  if (fair.state === 'closed' || now >= window.closesAt) return 'over';
  if (fair.state === 'draft' || now < window.opensAt) return 'not yet';
  return 'open';
}
