import { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import type { AskedQuestion } from '../fairs/desk-settings-form.ts';
import type { BadgePrinting, DeskQuestion } from '../fairs/fair-model.ts';
import { todayAt } from '../fairs/fair-time.ts';
import { lastPrintOf } from '../fairs/record-print.ts';
import { openQuestions } from '../graduates/desk-questions.ts';
import { hasConsentRecord } from '../graduates/has-consent-record.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { Resume } from '../resumes/resume-model.ts';
import { standingScan } from './arrivals.ts';
import { isIn, type Outcome } from './outcome.ts';
import { Scan } from './scan-model.ts';

export interface Questions {
  registration: RegistrationFields;
  questions: AskedQuestion[];
}

export interface ScanOfSomebody {
  registrationId: Types.ObjectId;
  outcome: Outcome;
}

type PrintOffer = 'no' | 'quiet' | 'first';

/** What may follow a verdict: an open question, a badge to print. Asked once the arrival is recorded, so that nobody waits. */
export async function offersAfter(
  scanId: Types.ObjectId | string,
  known: KnownDevice,
  deps: Pick<Deps, 'fairNow'>,
) {
  const scan = await ownScan(new Types.ObjectId(scanId), known);
  const asked = scan && (await questionsAfter(scan, known, deps));
  return {
    questions: asked?.questions.map(({ question }) => questionWords[question]) ?? [],
    required: asked?.questions.some(({ required }) => required) ?? false,
    print: scan ? await printAfter(scan, known) : 'no',
  };
}

/** How much the desk offers to print after a scan: not at all, beside other things, or before everything else. */
export async function printAfter(
  { registrationId, outcome }: ScanOfSomebody,
  { device, fair }: KnownDevice,
): Promise<PrintOffer> {
  const policy: BadgePrinting = fair.badgePrinting ?? 'ask';
  if (device.role !== 'supervisor' || policy === 'never' || !wantsBadge.has(outcome)) return 'no';
  if (policy !== 'once') return policy === 'always' ? 'first' : 'quiet';
  return (await lastPrintOf(registrationId)) ? 'quiet' : 'first';
}

/** The open questions of whoever is here after a scan; null once nobody is, as after an undo. */
export async function questionsAfter(
  { registrationId, outcome }: ScanOfSomebody,
  { fair }: Pick<KnownDevice, 'fair'>,
  deps: Pick<Deps, 'fairNow'>,
): Promise<Questions | null> {
  const day = todayAt(fair, deps);
  if (!isIn(outcome) || !(await standingScan(registrationId, day))) return null;
  const asked = fair.deskQuestions ?? [];
  const registration = await Registration.findOne({
    _id: registrationId,
    fairId: fair._id,
  }).lean<RegistrationFields>();
  if (!registration || registration.state === 'canceled') return null;
  if (asked.length === 0) return { registration, questions: [] };
  const [consented, resume] = await Promise.all([
    hasConsentRecord(registrationId),
    Resume.exists({ registrationId }),
  ]);
  const also = { consented, hasResume: resume !== null };
  return { registration, questions: openQuestions(asked, registration, also, day) };
}

/** A scan of this fair that was about somebody; a steward's device knows its own alone. */
export async function ownScan(
  _id: Types.ObjectId,
  { device, fair }: KnownDevice,
): Promise<ScanOfSomebody | null> {
  const own = device.role === 'supervisor' ? {} : { deviceId: device._id };
  const scan = await Scan.findOne({ _id, fairId: fair._id, ...own })
    .select('registrationId outcome')
    .lean<{ registrationId?: Types.ObjectId; outcome: Outcome }>();
  return scan?.registrationId ? { ...scan, registrationId: scan.registrationId } : null;
}

/** Somebody of this fair stands there, and may want a badge to wear. */
const wantsBadge = new Set<Outcome>([
  'ok',
  'ok_attention',
  'already',
  'pending',
  'possible_duplicate',
]);

const questionWords: Record<DeskQuestion, string> = {
  'badge-name': 'name on the badge',
  school: 'school',
  roles: 'roles',
  consent: 'consent',
  resume: 'résumé',
};
