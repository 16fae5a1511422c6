import { trusted, type Types } from 'mongoose';
import { beginningWith } from '../graduates/person-words.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { isHere } from './arrivals.ts';
import { MOST_ROWS, wordsOf } from './search-words.ts';

export interface FoundGraduate {
  registrationId: string;
  name: string;
  preferredName: string;
  school: string;
  /** Masked: enough to tell two people apart, too little to write to them. */
  email: string;
  phoneTail: string;
  state: RegistrationFields['state'];
  since: Date | null;
}

/** Graduates of a fair by the beginnings of words: name, school, email, phone ending or short code. */
export async function searchRegistrations(
  fairId: Types.ObjectId,
  entered: string,
  day: string,
): Promise<FoundGraduate[]> {
  const words = wordsOf(entered);
  if (words.length === 0) return [];
  const found = await Registration.find({
    fairId,
    $and: words.map((word) => ({ searchKeys: trusted({ $regex: beginningWith(word) }) })),
  })
    .limit(MOST_ROWS)
    .lean<RegistrationFields[]>();
  const here = await isHere(
    found.map(({ _id }) => _id),
    day,
  );
  return found
    .map((each) => foundGraduate(each, here.get(String(each._id)) ?? null))
    .sort((a, b) => a.name.localeCompare(b.name));
}

export const foundGraduate = (
  registration: RegistrationFields,
  since: Date | null,
): FoundGraduate => ({
  registrationId: String(registration._id),
  name: registration.name,
  preferredName: registration.preferredName,
  school: registration.school,
  email: maskEmail(registration.email),
  phoneTail: registration.phone.replace(/\D/g, '').slice(-4),
  state: registration.state,
  since,
});

/** a•••@uni.example */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '' : `${email[0]}•••${email.slice(at)}`;
}
