import type { ZoneStayFields } from './zone-stay-model.ts';

export const directions = ['toggle', 'in', 'out'] as const;
export type Direction = (typeof directions)[number];

export const refusals = [
  'inside_already',
  'not_inside',
  'full',
  'not_checked_in',
  'unknown',
] as const;
export type Refusal = (typeof refusals)[number];
/** What a scan at a zone comes to; nothing is asked for a device that tries codes out. */
export type PassOutcome = 'entered' | 'left' | 'too_many_unknown' | Refusal;

export const isRefusal = (outcome: PassOutcome): outcome is Refusal =>
  refusals.includes(outcome as Refusal);

export interface PassScan {
  zoneId: string;
  direction: Direction;
  deviceId: string;
  nonce: string;
}

type Stay = Pick<
  ZoneStayFields,
  'zoneId' | 'stands' | 'deviceId' | 'nonce' | 'leftDeviceId' | 'leftNonce'
>;

/**
 * What to do for somebody, by all their stays: `entered` and `left` are to be written unless `repeated`, which says
 * that this very scan has done it before. Pure.
 */
export function decidePass(
  stays: readonly Stay[],
  { zoneId, direction, deviceId, nonce }: PassScan,
): { outcome: PassOutcome; repeated: boolean } {
  const began = (stay: Stay) => String(stay.deviceId) === deviceId && stay.nonce === nonce;
  const ended = (stay: Stay) => String(stay.leftDeviceId) === deviceId && stay.leftNonce === nonce;
  if (stays.some(began)) return { outcome: 'entered', repeated: true };
  if (stays.some(ended)) return { outcome: 'left', repeated: true };
  const inside = stays.some((stay) => stay.stands && String(stay.zoneId) === zoneId);
  if (direction === 'in' && inside) return { outcome: 'inside_already', repeated: false };
  if (direction === 'out' && !inside) return { outcome: 'not_inside', repeated: false };
  return { outcome: inside ? 'left' : 'entered', repeated: false };
}
