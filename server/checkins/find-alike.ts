import type { Types } from 'mongoose';
import { clock } from '../../public/js/door-time.js';
import type { FairFields } from '../fairs/fair-model.ts';
import { fold, personKeysOf, phoneTail, type Person } from '../graduates/person-words.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { arrivalTimes } from './arrivals.ts';
import { isUnfinished } from './finish-walk-in.ts';
import { maskEmail } from './mask-email.ts';

type Place = Pick<FairFields, '_id' | 'timeZone'>;

/** As much as tells two people apart: masked as in the search. */
export interface AlikePerson {
  registrationId: string;
  name: string;
  about: string;
  /** Why there is nothing to check in; empty when there is. */
  note: string;
  /** A walk-in that was broken off: it is finished, and not only checked in. */
  unfinished: boolean;
  mayCheckIn: boolean;
}

const MOST_SHOWN = 5;

/** Who may be the person that is being registered: the same name with the same school or phone ending, or the same email. */
export async function findAlike(fair: Place, person: Person, day: string): Promise<AlikePerson[]> {
  const fairId = fair._id;
  const [named, mailed] = await Promise.all([sameKeys(fairId, person), sameEmail(fairId, person)]);
  const found = [...mailed, ...named].filter(
    (each, at, all) => all.findIndex(({ _id }) => _id.equals(each._id)) === at,
  );
  return shown(found.slice(0, MOST_SHOWN), fair, day);
}

/** Before there are so many letters of a name, nobody is listed while it is typed. */
export const isNameTyped = (name: string): boolean =>
  fold(name).replaceAll(' ', '').length >= LEAST_LETTERS;

const LEAST_LETTERS = 3;

/** Registrations of that name with the same school or phone ending. */
async function sameKeys(fairId: Types.ObjectId, person: Person): Promise<RegistrationFields[]> {
  const keys = new Set(personKeysOf(person));
  if (keys.size === 0) return [];
  const named = await Registration.find({ fairId, searchKeys: fold(person.name) })
    .limit(50)
    .lean<RegistrationFields[]>();
  return named.filter(({ personKeys }) => personKeys.some((key) => keys.has(key)));
}

const sameEmail = async (fairId: Types.ObjectId, { email }: Person) =>
  email
    ? Registration.find({ fairId, email: email.trim().toLowerCase() }).lean<RegistrationFields[]>()
    : [];

async function shown(
  found: RegistrationFields[],
  { timeZone }: Place,
  day: string,
): Promise<AlikePerson[]> {
  const here = await arrivalTimes(
    found.map(({ _id }) => _id),
    day,
  );
  return found.map((each) => {
    const since = here.get(String(each._id));
    const unfinished = isUnfinished(each);
    const note = since ? `here since ${clock(since.getTime(), { timeZone })}` : notes[each.state];
    return {
      registrationId: String(each._id),
      name: each.name,
      about: aboutPerson(each),
      note: unfinished ? 'a walk-in that is not finished' : note,
      unfinished,
      mayCheckIn: note === '',
    };
  });
}

const notes = { active: '', pending: 'waits for a place', canceled: 'canceled' };

const aboutPerson = ({ school, email, phone }: RegistrationFields): string => {
  const tail = phoneTail(phone);
  return [school, maskEmail(email) || 'no email', tail && `phone ends in ${tail}`]
    .filter(Boolean)
    .join(' · ');
};
