import type { Deps } from '../../server/deps.ts';
import { applicationForm } from '../../server/employers/application-form.ts';
import { applyForBooth } from '../../server/employers/apply.ts';
import { addRepresentative } from '../../server/employers/change-team.ts';
import { cancelEnrollment, decideEnrollment } from '../../server/employers/decide-enrollment.ts';
import {
  Enrollment,
  type EnrollmentFields,
  type EnrollmentState,
} from '../../server/employers/enrollment-model.ts';
import { nameKey } from '../../server/employers/name-key.ts';
import { openingForm } from '../../server/employers/opening-form.ts';
import { Opening } from '../../server/employers/opening-model.ts';
import {
  Representative,
  type RepresentativeFields,
} from '../../server/employers/representative-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { currentBadge } from '../../server/fairs/issue-badge.ts';
import { inventEmployers, type InventedEmployer } from './invented-employers.ts';
import { eachOf } from './lane.ts';
import { randomFor } from './seeded-random.ts';
import type { DemoEmployer, Person } from './world.ts';

const AT_ONCE = 8;

/** Employers apply, bring openings and a team, and hear the organizer's decision: most are accepted. */
export async function buildEmployers(
  fair: FairFields,
  organizer: Person,
  { seed, employers: count }: { seed: number; employers: number },
  deps: Deps,
): Promise<DemoEmployer[]> {
  const invented = inventEmployers(count, randomFor(seed, 'employers'));
  const built: DemoEmployer[] = [];
  await eachOf(invented, AT_ONCE, async (who, at) => {
    const enrollment = await apply(fair, who, deps);
    const state = await decide(fair, enrollment, decisionFor(at), organizer, deps);
    built[at] = {
      who,
      enrollmentId: String(enrollment._id),
      state,
      owner: who.contact,
      badges: state === 'accepted' ? await badgesOf(enrollment, deps) : [],
    };
  });
  return built;
}

async function apply(
  fair: FairFields,
  who: InventedEmployer,
  deps: Deps,
): Promise<EnrollmentFields> {
  const input = applicationForm.parse({
    name: who.name,
    contactName: who.contact.name,
    email: who.contact.email,
    phone: who.contact.phone,
    kind: who.kind,
    place: who.place,
    rural: who.rural,
    website: who.website,
    about: who.about,
    tierWish: who.tierWish,
    needsPower: who.needsPower,
    needsAccessible: who.needsAccessible,
    boothWishes: who.wishes.join(', '),
    notBeside: who.competitors.join('\n'),
  });
  await applyForBooth(fair, input, deps);
  const key = `${nameKey(input.name)}|${input.email}`;
  const enrollment = await Enrollment.findOne({ fairId: fair._id, key })
    .lean<EnrollmentFields>()
    .orFail();
  await addOpenings(enrollment, who, deps);
  for (const { name, email } of who.representatives)
    if (email !== who.contact.email)
      await addRepresentative(fair, enrollment, { name, email, role: 'representative' }, deps);
  return enrollment;
}

async function addOpenings(
  { _id: enrollmentId, fairId }: EnrollmentFields,
  { openings }: InventedEmployer,
  deps: Deps,
): Promise<void> {
  for (const { rural, ...opening } of openings) {
    const read = openingForm.parse({ ...opening, rural: rural ? 'yes' : '' });
    await Opening.create({ ...read, enrollmentId, fairId, addedAt: deps.now() });
  }
}

function decisionFor(at: number): EnrollmentState {
  if (at % 17 === 13) return 'declined';
  if (at % 17 === 9) return 'wait-listed';
  return at % 23 === 20 ? 'canceled' : 'accepted';
}

const reasons: Partial<Record<EnrollmentState, string>> = {
  declined: 'This fair is for employers with openings in health IT.',
  'wait-listed': 'All booths are given. You hear from us when one comes free.',
};

async function decide(
  fair: FairFields,
  { _id, tierWish: tier }: EnrollmentFields,
  to: EnrollmentState,
  organizer: Person,
  deps: Deps,
): Promise<EnrollmentState> {
  if (to === 'applied') return to;
  const first = to === 'canceled' ? 'accepted' : to;
  const decision = { to: first, tier, reason: reasons[first] ?? '' };
  await decideEnrollment(fair, _id, decision, organizer.accountId, deps);
  if (to === 'canceled') await cancelEnrollment(fair, _id, 'Canceled by the employer.', deps);
  return to;
}

async function badgesOf({ _id }: EnrollmentFields, deps: Deps): Promise<string[]> {
  const team = await Representative.find({ enrollmentId: _id, removedAt: null })
    .sort({ addedAt: 1 })
    .lean<RepresentativeFields[]>();
  const badges = await Promise.all(team.map((each) => currentBadge(each._id, deps)));
  return badges.map((badge) => badge!.token);
}
