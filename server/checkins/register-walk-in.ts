import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { storeRegistration } from '../graduates/create-registration.ts';
import { fold } from '../graduates/person-words.ts';
import { rolesOf } from '../graduates/registration-form.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { hashOf } from '../web/tokens.ts';
import { doorsAt } from './admission.ts';
import { findAlike, type AlikePerson } from './find-alike.ts';
import { finishWalkIn } from './finish-walk-in.ts';
import type { ScanResult } from './outcome.ts';
import type { WalkInInput } from './walk-in-form.ts';

export type WalkedIn =
  | { outcome: 'registered'; registrationId: Types.ObjectId; checkin: ScanResult }
  | { outcome: 'already registered'; people: AlikePerson[] }
  | { outcome: 'doors closed' }
  | { outcome: 'alike'; people: AlikePerson[] };

/**
 * Registers somebody at the door, gives a badge and checks in. The form is known by its nonce: sent again, after a
 * second press or a crash between any two writes, it finds what is there and does what is missing.
 */
export async function registerWalkIn(
  input: WalkInInput,
  known: KnownDevice,
  deps: Deps,
): Promise<WalkedIn> {
  const { fair } = known;
  const { live, day } = doorsAt(fair, deps.fairNow(), deps.now());
  if (!live || !day) return { outcome: 'doors closed' };
  const form = await formOf(input, fair._id);
  const made =
    form.made ?? (await register({ ...input, nonce: form.nonce }, known, day.date, deps));
  if ('outcome' in made) return made;
  const checkin = { nonce: input.nonce, confirmed: input.anyway === 'yes' };
  return {
    outcome: 'registered',
    registrationId: made._id,
    checkin: await finishWalkIn(made, checkin, known, deps),
  };
}

/** What this form has made before. The back button brings a form for somebody else under the same nonce. */
async function formOf(input: WalkInInput, fairId: Types.ObjectId) {
  const made = await madeBy(fairId, input.nonce);
  if (!made || isSamePerson(made, input)) return { nonce: input.nonce, made };
  const own = [fold(input.name), input.email, digits(input.phone)].join('|');
  const nonce = `${input.nonce}:${hashOf(own)}`;
  return { nonce, made: await madeBy(fairId, nonce) };
}

const madeBy = (fairId: Types.ObjectId, formNonce: string) =>
  Registration.findOne({ fairId, formNonce }).lean<RegistrationFields>();

function isSamePerson(made: RegistrationFields, { name, email = '', phone }: WalkInInput): boolean {
  if (made.email !== email) return false;
  return email !== '' || (fold(made.name) === fold(name) && digits(made.phone) === digits(phone));
}

const digits = (phone: string): string => phone.replace(/\D/g, '');

async function register(
  input: WalkInInput,
  known: KnownDevice,
  date: string,
  deps: Deps,
): Promise<RegistrationFields | Exclude<WalkedIn, { outcome: 'registered' }>> {
  const fairId = known.fair._id;
  const { email: _, ...rest } = input;
  const people = input.anyway ? [] : await findAlike(known.fair, rest, date);
  if (people.length > 0) return { outcome: 'alike', people };
  const made = await storeRegistration(fieldsOf(input, known, date), deps);
  if (made !== 'already registered') {
    // Two desks may both have found nobody: whoever sees the other one stored by now asks before letting in.
    const others = input.anyway ? [] : await findAlike(known.fair, rest, date);
    const people = others.filter(({ registrationId }) => registrationId !== String(made._id));
    return people.length > 0 ? { outcome: 'alike', people } : made;
  }
  const twin = await madeBy(fairId, input.nonce);
  if (twin) return twin;
  const { name, email = '' } = input;
  return { outcome: made, people: await findAlike(known.fair, { name, email }, date) };
}

function fieldsOf(input: WalkInInput, { fair }: KnownDevice, date: string) {
  const { name, preferredName, email, phone, school, consent } = input;
  const rest = fair.days.map((day) => day.date).filter((each) => each >= date);
  return {
    fairId: fair._id,
    name,
    preferredName,
    ...(email ? { email } : {}),
    phone,
    answers: { stage: input.stage, health: input.health, technical: input.technical },
    roles: rolesOf(input),
    systems: [],
    school,
    program: '',
    consent,
    days: rest,
    walkIn: true,
    formNonce: input.nonce,
  };
}
