import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { createRegistration } from '../graduates/create-registration.ts';
import { mailBadge } from '../graduates/mail-badge.ts';
import { fold, personKeysOf } from '../graduates/person-words.ts';
import { rolesOf } from '../graduates/registration-form.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { doorsAt } from './admission.ts';
import type { ScanResult } from './outcome.ts';
import { recordCheckin } from './record-checkin.ts';
import { Scan } from './scan-model.ts';
import { foundGraduate, type FoundGraduate } from './search-registrations.ts';
import type { WalkInInput } from './walk-in-form.ts';

export type WalkedIn =
  | { outcome: 'registered'; registrationId: Types.ObjectId; checkin: ScanResult }
  | { outcome: 'already registered' }
  | { outcome: 'doors closed' }
  | { outcome: 'alike'; people: FoundGraduate[] };

/** Registers somebody at the door, gives a badge and checks in. A form sent twice registers once. */
export async function registerWalkIn(
  input: WalkInInput,
  known: KnownDevice,
  deps: Deps,
): Promise<WalkedIn> {
  const { fair, device } = known;
  const { live, day } = doorsAt(fair, deps.fairNow(), deps.now());
  if (!live || !day) return { outcome: 'doors closed' };
  const before = await Scan.findOne({ deviceId: device._id, nonce: input.nonce }).lean();
  if (before?.registrationId)
    return {
      outcome: 'registered',
      registrationId: before.registrationId,
      checkin: before.answer as ScanResult,
    };
  const people = input.anyway ? [] : await findAlike(fair._id, input);
  if (people.length > 0) return { outcome: 'alike', people };

  const made = await createRegistration(fieldsOf(input, known, day.date), deps);
  if (made === 'already registered') return { outcome: made };
  const { registration, badge } = made;
  deps.background.run(
    'mailing the badge of a walk-in',
    mailBadge(fair, registration, badge, 'registered', deps),
  );
  const checkin = await checkIn(registration, input, known, deps);
  return { outcome: 'registered', registrationId: registration._id, checkin };
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
  };
}

/** The registration stands even when this fails: it can be finished from its page or from the search. */
async function checkIn(
  { _id }: RegistrationFields,
  { nonce, anyway }: WalkInInput,
  known: KnownDevice,
  deps: Deps,
): Promise<ScanResult> {
  try {
    return await recordCheckin(
      {
        registrationId: String(_id),
        nonce,
        scannedAt: deps.fairNow().toISOString(),
        mode: 'walk-in',
        confirmed: anyway === 'yes',
      },
      known,
      deps,
    );
  } catch (error) {
    deps.log.error({ error, registrationId: String(_id) }, 'a walk-in was not checked in');
    return {
      outcome: 'error',
      text: 'Registered, but not checked in yet. Press the button again.',
    };
  }
}

/** Registrations of that name with the same school or phone ending. */
async function findAlike(fairId: Types.ObjectId, input: WalkInInput): Promise<FoundGraduate[]> {
  const keys = new Set(personKeysOf(input));
  if (keys.size === 0) return [];
  const named = await Registration.find({ fairId, searchKeys: fold(input.name) })
    .limit(50)
    .lean<RegistrationFields[]>();
  return named
    .filter(({ personKeys }) => personKeys.some((key) => keys.has(key)))
    .slice(0, 5)
    .map((each) => foundGraduate(each, null));
}
