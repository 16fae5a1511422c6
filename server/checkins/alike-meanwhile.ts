import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '../graduates/person-words.ts';
import type { RegistrationFields } from '../graduates/registration-model.ts';
import { findAlike, type AlikePerson } from './find-alike.ts';

const PAUSE_MS = 50;
const MOST_PAUSES = 40;

/**
 * Whom another desk has registered in the same instant as this person, although both had found nobody. Of two that are
 * not finished the older goes first: it waits until the other is taken back, which is asked, or is let in after all.
 */
export async function alikeMeanwhile(
  { _id }: RegistrationFields,
  person: Person,
  fair: Parameters<typeof findAlike>[0],
  day: string,
): Promise<AlikePerson[]> {
  const own = String(_id);
  const look = async () =>
    (await findAlike(fair, person, day)).filter(({ registrationId }) => registrationId !== own);
  const isYounger = (other: AlikePerson) => other.unfinished && other.registrationId > own;
  let others = await look();
  for (let at = 0; at < MOST_PAUSES && others.length > 0 && others.every(isYounger); at += 1) {
    await pause(PAUSE_MS);
    others = await look();
  }
  return others;
}
