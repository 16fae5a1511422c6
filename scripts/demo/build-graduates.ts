import { Types } from 'mongoose';
import type { Deps } from '../../server/deps.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { currentBadge } from '../../server/fairs/issue-badge.ts';
import { cancelRegistration } from '../../server/graduates/change-registration.ts';
import { registerGraduate } from '../../server/graduates/register-graduate.ts';
import { registrationForm } from '../../server/graduates/registration-form.ts';
import {
  Registration,
  type RegistrationFields,
} from '../../server/graduates/registration-model.ts';
import { Program } from '../../server/programs/program-model.ts';
import type { FairDays } from './fair-days.ts';
import { inventPeople, type InventedGraduate } from './invented-people.ts';
import { eachOf } from './lane.ts';
import { resumeFile } from './resume-file.ts';
import { randomFor } from './seeded-random.ts';
import type { DemoGraduate } from './world.ts';

const AT_ONCE = 12;
/** One in so many has a résumé before the day begins … */
const RESUME_EARLY = 10;
/** … one in so many has canceled … */
const CANCELED = 40;
/** … and one in so many gave an address that does not exist. */
const NO_MAILBOX = 150;

/** Graduates register, each tenth with a résumé; a few cancel. */
export async function buildGraduates(
  fair: FairFields,
  days: FairDays,
  { seed, graduates: count }: { seed: number; graduates: number },
  deps: Deps,
  nobody: Set<string>,
): Promise<DemoGraduate[]> {
  const programs = await programsByName(fair);
  const invented = inventPeople(count, randomFor(seed, 'graduates'));
  const built: DemoGraduate[] = [];
  await eachOf(invented, AT_ONCE, async (who, at) => {
    const input = registrationForm.parse(fieldsOf(who, programs, days));
    const early = at % RESUME_EARLY === 0;
    const mailbox = at % NO_MAILBOX !== 22;
    if (!mailbox) nobody.add(who.email);
    const file = early ? await resumeFile(who, seed) : null;
    const trouble = await registerGraduate(fair, input, file, deps);
    if (trouble) throw new Error(`a résumé of the demo was refused: ${trouble}`);
    const cancels = at % CANCELED === CANCELED - 1;
    built[at] = { ...(await registered(fair, who, cancels, deps)), early, mailbox };
  });
  return built;
}

async function registered(
  fair: FairFields,
  who: InventedGraduate,
  cancels: boolean,
  deps: Deps,
): Promise<Omit<DemoGraduate, 'early' | 'mailbox'>> {
  const registration = await Registration.findOne({ fairId: fair._id, email: who.email })
    .lean<RegistrationFields>()
    .orFail();
  const badge = await currentBadge(registration._id, deps);
  if (cancels) await cancelRegistration(fair, registration, '', deps);
  return {
    who,
    registrationId: String(registration._id),
    badge: badge!.token,
    state: cancels ? 'canceled' : registration.state,
    days: registration.days,
  };
}

/** What the person typed into the form on the fair's page. */
function fieldsOf(who: InventedGraduate, programs: Map<string, string>, days: FairDays) {
  const listed = programs.get(`${who.school}|${who.program}`);
  // The first day that an invented person names is the one that is played.
  const dates = [days.day, days.evening];
  const systems = who.systems.flatMap(({ systemId, level }, at) => [
    [`system${at + 1}`, systemId],
    [`level${at + 1}`, level],
  ]);
  return {
    name: who.name,
    preferredName: who.preferredName ?? '',
    email: who.email,
    phone: who.phone,
    stage: who.stage,
    health: who.health,
    technical: who.technical,
    ...Object.fromEntries(who.roles.map((code, at) => [`role${at + 1}`, code])),
    ...Object.fromEntries(systems),
    programId: listed ?? 'not-listed',
    school: listed ? '' : who.school,
    program: listed ? '' : who.program,
    consent: who.consent,
    days: (who.days ?? [0, 1]).map((at) => dates[at]),
  };
}

async function programsByName({ _id }: FairFields): Promise<Map<string, string>> {
  const programs = await Program.find({ fairId: new Types.ObjectId(_id) }).lean();
  return new Map(programs.map((each) => [`${each.school}|${each.name}`, String(each._id)]));
}
