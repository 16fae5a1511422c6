import { Account } from '../../server/accounts/account-model.ts';
import { addOrganizer } from '../../server/accounts/add-organizer.ts';
import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import type { Deps } from '../../server/deps.ts';
import { moveFair } from '../../server/fairs/change-fair.ts';
import { createFair } from '../../server/fairs/create-fair.ts';
import { fairForm } from '../../server/fairs/fair-form.ts';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { addPrograms } from '../../server/programs/add-programs.ts';
import { hours, ZONE, type FairDays } from './fair-days.ts';
import { inventedPrograms } from './invented-programs.ts';
import { randomFor } from './seeded-random.ts';
import type { Person } from './world.ts';

/** Creates the installation's owner, the fair with its programs, and its organizer; opens it for registration. */
export async function buildFair(
  days: FairDays,
  { seed, graduates }: { seed: number; graduates: number },
  deps: Deps,
): Promise<{ fair: FairFields; organizer: Person }> {
  const owner = await personOf('Olive Penrose', 'olive.penrose@fairbridge.example', deps);
  await Account.updateOne({ _id: owner.accountId }, { owner: true });
  const draft = await createFair(inputOf(days, graduates), owner.accountId, deps);
  const organizer = await personOf('Jordan Marsh', 'jordan.marsh@fairbridge.example', deps);
  await addOrganizer(draft, organizer, owner.accountId, deps);
  await addPrograms(draft._id, inventedPrograms(randomFor(seed, 'programs')), deps.now());
  await moveFair(draft, 'open', deps);
  return { fair: await Fair.findById(draft._id).lean<FairFields>().orFail(), organizer };
}

async function personOf(name: string, email: string, deps: Deps): Promise<Person> {
  const { _id: accountId } = await findOrMakeAccount({ name, email }, deps.now());
  return { name, email, accountId };
}

function inputOf({ evening, day }: FairDays, graduates: number) {
  const registration = { from: `${shifted(evening, -60)}T08:00`, until: `${day}T${hours.day[1]}` };
  return fairForm.parse({
    name: 'Georgia Health IT Job Fair',
    about:
      'Graduates of health IT programs meet hospitals, clinics, vendors and health plans that hire. Everybody at this fair is made up.',
    venue: 'Larkmoor Civic Hall',
    address: '100 Depot Street, Larkmoor, Georgia',
    timeZone: ZONE,
    days: [`${evening} ${hours.evening.join('-')}`, `${day} ${hours.day.join('-')}`].join('\n'),
    employersFrom: registration.from,
    employersUntil: registration.until,
    graduatesFrom: registration.from,
    graduatesUntil: registration.until,
    capacity: String(graduates + 50),
  });
}

const shifted = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
