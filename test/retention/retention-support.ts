import { readFileSync } from 'node:fs';
import mongoose, { type Types } from 'mongoose';
import { Device } from '../../server/checkins/device-model.ts';
import { EmployerArrival } from '../../server/checkins/employer-arrival-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { undoCheckin } from '../../server/checkins/undo-checkin.ts';
import { Enrollment, type EnrollmentFields } from '../../server/employers/enrollment-model.ts';
import { Representative } from '../../server/employers/representative-model.ts';
import { deletesAt } from '../../server/fairs/deletion-day.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { currentBadge } from '../../server/fairs/issue-badge.ts';
import {
  Registration,
  type RegistrationFields,
} from '../../server/graduates/registration-model.ts';
import { Resume } from '../../server/resumes/resume-model.ts';
import { Visit } from '../../server/visits/visit-model.ts';
import { knownOf, scanAt, scanOf } from '../checkins/door-support.ts';
import { aFair } from '../support/factories.ts';
import type { Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

const resume = readFileSync(
  new URL('../fixtures/resumes/hit-nguyen-trainer-accents.docx', import.meta.url),
);

/** Words that stand for somebody; wherever one of them is found, a person is remembered. */
export const personal = {
  graduate: 'Quillfeather',
  called: 'Zephy',
  mailbox: 'zq@quill.example',
  phone: '404-555-0173',
  school: 'Wigglebottom',
  attention: 'snorkelbeam',
  resume: 'nguyen',
  contact: 'Thistlewood',
  employersMailbox: 'bt@thistle.example',
  employersPhone: '706-555-0199',
  colleague: 'Marmaduke',
  volunteer: 'Ottoline',
  undone: 'flibbertigibbet',
  note: 'grumblesnatch',
  declined: 'codswallop',
  settled: 'Peregrine',
  cameAlong: 'Fitzgibbon',
  comment: 'lollygag',
};

/** In which collections each of the words is found, looking at every document of the store. */
export async function remembered(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [name, collection] of Object.entries(mongoose.models)) {
    const text = JSON.stringify(await collection.find({}).lean()).toLowerCase();
    for (const word of Object.values(personal))
      if (text.includes(word.toLowerCase())) (found[word] ??= []).push(name);
  }
  return found;
}

/** A fair at which everything happened that leaves a trace of a person, each by the way that people take. */
export async function aFullFair(harness: Harness) {
  const fair = await aFair({ name: 'Autumn Fair' });
  const organizer = await harness.signIn('organizer', fair);
  const registration = await register(fair, organizer, harness);
  const employer = await enroll(fair, organizer, harness);
  const graduate = await harness.signInAs(registration.accountId!);
  await checkIn(fair, registration, harness);
  await writeDown(fair, employer.enrollment);
  const visitId = await meet(fair, employer, registration, harness);
  await harness.visitor().post('/sign-in', { email: personal.mailbox });
  await harness.deps.background.settled();
  const { file } = await Resume.findOne({ registrationId: registration._id }).lean().orFail();
  return { fair, organizer, graduate, registration, employer, visitId, file };
}

async function register(fair: FairFields, organizer: Visitor, { visitor }: Harness) {
  const sent = visitor()
    .postParts(`/fairs/${fair.slug}/registrations`)
    .attach('resume', resume, 'cv.docx');
  const answers = {
    name: `Zephyrine ${personal.graduate}`,
    preferredName: personal.called,
    email: personal.mailbox,
    phone: personal.phone,
    school: `${personal.school} College`,
    program: `${personal.school} Certificate`,
    stage: 'first',
    health: 'Not yet',
    technical: 'Not yet',
    role1: 'CC-3',
    consent: 'all',
  };
  for (const [field, value] of Object.entries(answers)) void sent.field(field, value);
  await sent;
  const of = { fairId: fair._id, email: personal.mailbox };
  const registration = await Registration.findOne(of).lean<RegistrationFields>().orFail();
  const attention = { attention: personal.attention };
  await organizer.post(`/fairs/${fair.slug}/graduates/${String(registration._id)}/attention`, {
    ...attention,
  });
  return registration;
}

async function enroll(fair: FairFields, organizer: Visitor, harness: Harness) {
  const apply = async (name: string, email: string) => {
    await harness.visitor().post(`/fairs/${fair.slug}/enrollments`, {
      name,
      contactName: `Barnaby ${personal.contact}`,
      email,
      phone: personal.employersPhone,
      kind: 'hospital',
      tierWish: 'standard',
    });
    return Enrollment.findOne({ fairId: fair._id, employerName: name })
      .lean<EnrollmentFields>()
      .orFail();
  };
  const enrollment = await apply('Oconee Health', personal.employersMailbox);
  const other = await apply('Late Clinic', `late-${personal.employersMailbox}`);
  const decide = (id: Types.ObjectId, decision: object) =>
    organizer.post(`/fairs/${fair.slug}/applications/${String(id)}`, decision);
  await decide(enrollment._id, { to: 'accepted', tier: 'standard' });
  await decide(other._id, { to: 'declined', tier: 'standard', reason: personal.declined });
  const { accountId } = await Representative.findOne({ enrollmentId: enrollment._id })
    .lean()
    .orFail();
  const browser = await harness.signInAs(accountId);
  const base = `/fairs/${fair.slug}/enrollments/${String(enrollment._id)}`;
  const colleague = { name: personal.colleague, email: 'm@thistle.example', role: 'viewer' };
  await browser.post(`${base}/team`, colleague);
  return { browser, base, enrollment };
}

async function checkIn(fair: FairFields, { _id }: RegistrationFields, harness: Harness) {
  const device = await harness.pairDevice(fair, 'supervisor', 'East 1');
  await Device.updateOne({ _id: device.deviceId }, { volunteer: personal.volunteer });
  const { token } = (await currentBadge(_id, harness.deps))!;
  const now = () => ({ scannedAt: harness.deps.fairNow().toISOString() });
  const { scanId } = await scanAt(device, scanOf(token, now()), harness);
  const undo = { scanId: scanId!, why: personal.undone };
  await undoCheckin(undo, await knownOf(device), harness.deps);
  await scanAt(device, scanOf(token, now()), harness);
}

/** What supervisors write down about a team and about scans that do not fit. */
async function writeDown(fair: FairFields, { _id: enrollmentId }: EnrollmentFields) {
  const entry = { at: new Date(), by: personal.volunteer };
  const arrival = {
    fairId: fair._id,
    enrollmentId,
    day: fair.days[0]!.date,
    at: new Date(),
    people: [{ name: personal.cameAlong }],
    parking: personal.comment,
    comment: personal.comment,
    changes: [{ ...entry, what: personal.comment }],
  };
  await EmployerArrival.create([
    { ...arrival, stands: false, undone: { ...entry, why: personal.undone } },
    arrival,
  ]);
  const conflict = { kind: 'twice', open: false, settledBy: personal.settled } as const;
  await Scan.updateOne({ fairId: fair._id, stands: true }, { conflict });
}

async function meet(
  fair: FairFields,
  { browser, base }: { browser: Visitor; base: string },
  { _id }: RegistrationFields,
  { deps }: Harness,
): Promise<string> {
  const badge = (await currentBadge(_id, deps))!;
  await browser.post(`${base}/visits`, { code: badge.token });
  const visit = await Visit.findOne({ fairId: fair._id }).lean().orFail();
  const said = { rating: '4', nextStep: 'interview', note: personal.note, revision: '0' };
  await browser.post(`${base}/visits/${String(visit._id)}`, said);
  await browser.get(`${base}/graduates/${String(_id)}`);
  return String(visit._id);
}

/** How far the fair's clock must go ahead to stand that long after the moment of deletion. */
export const aheadTo = (fair: FairFields, afterMs: number): number =>
  deletesAt(fair).getTime() + afterMs - Date.now();
