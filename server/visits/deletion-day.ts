import type { FairFields } from '../fairs/fair-model.ts';
import { endOfFair } from '../fairs/fair-time.ts';

const KEPT_MS = 180 * 86_400_000;

/** When résumés, notes and contact data of a fair are deleted. */
export const deletionDay = (fair: Pick<FairFields, 'days' | 'timeZone'>): Date =>
  new Date(endOfFair(fair).getTime() + KEPT_MS);
