import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { currentBadge } from '../fairs/issue-badge.ts';
import { storeRegistration, takeBackRegistration } from '../graduates/create-registration.ts';
import { fold } from '../graduates/person-words.ts';
import { rolesOf } from '../graduates/registration-form.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { hashOf } from '../web/tokens.ts';
import { doorsAt } from './admission.ts';
import { alikeMeanwhile } from './alike-meanwhile.ts';
import { findAlike, type AlikePerson } from './find-alike.ts';
import { finishWalkIn, isUnfinished } from './finish-walk-in.ts';
import type { ScanResult } from './outcome.ts';
import type { WalkInInput } from './walk-in-form.ts';

export type WalkedIn =
  | { outcome: 'registered'; registrationId: Types.ObjectId; checkin: ScanResult }
  | { outcome: 'already registered'; people: AlikePerson[] }
  | { outcome: 'doors closed' }
  | { outcome: 'alike'; people: AlikePerson[] };

type NotYet = Exclude<WalkedIn, { outcome: 'registered' }>;

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
  const made = form.made
    ? await askFirst(form.made, input, known, day.date, deps)
    : await register({ ...input, nonce: form.nonce }, known, day.date, deps);
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
): Promise<RegistrationFields | NotYet> {
  const fairId = known.fair._id;
  const people = input.anyway ? [] : await findAlike(known.fair, withoutEmail(input), date);
  if (people.length > 0) return { outcome: 'alike', people };
  const made = await storeRegistration(fieldsOf(input, known, date), deps);
  if (made !== 'already registered') return askFirst(made, input, known, date, deps);
  const twin = await madeBy(fairId, input.nonce);
  if (twin) return askFirst(twin, input, known, date, deps);
  const { name, email = '' } = input;
  return { outcome: made, people: await findAlike(known.fair, { name, email }, date) };
}

/**
 * Two desks may both have found nobody. Who is asked about is taken back: whoever it turns out to be, nothing is left
 * that must be finished, and the form asks again.
 */
async function askFirst(
  made: RegistrationFields,
  input: WalkInInput,
  { fair }: KnownDevice,
  date: string,
  deps: Deps,
): Promise<RegistrationFields | NotYet> {
  if (input.anyway || !isUnfinished(made)) return made;
  const people = await alikeMeanwhile(made, withoutEmail(input), fair, date);
  // With a badge, this form has been asked about before it was broken off.
  if (people.length === 0 || (await currentBadge(made._id, deps))) return made;
  await takeBackRegistration(made);
  return { outcome: 'alike', people };
}

const withoutEmail = ({ email: _, ...person }: WalkInInput) => person;

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
