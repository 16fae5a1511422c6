import { readFileSync } from 'node:fs';
import type { BadgeCode } from '../../../server/fairs/badge-code.ts';
import { deskQuestions, type FairFields } from '../../../server/fairs/fair-model.ts';
import { FollowUp, type FollowUpFields } from '../../../server/followups/follow-up-model.ts';
import { sendFollowUp } from '../../../server/followups/send-follow-up.ts';
import { writeFollowUp } from '../../../server/followups/write-follow-up.ts';
import { askConsent } from '../../../server/graduates/ask-consent.ts';
import { mailBadge } from '../../../server/graduates/mail-badge.ts';
import {
  Registration,
  type RegistrationFields,
} from '../../../server/graduates/registration-model.ts';
import { openResume } from '../../../server/resumes/open-resume.ts';
import { recordVisit } from '../../../server/visits/record-visit.ts';
import { Assignment } from '../../../server/booths/assignment-model.ts';
import { drawFloor } from '../../../server/booths/draw-floor.ts';
import { assignFloor } from '../../../server/booths/assign-floor.ts';
import { floorForm } from '../../../server/booths/floor-form.ts';
import { Floor } from '../../../server/booths/floor-model.ts';
import { Opening } from '../../../server/employers/opening-model.ts';
import { addPrograms } from '../../../server/programs/add-programs.ts';
import { keepResume } from '../../../server/resumes/keep-resume.ts';
import { aFair, aGraduate, anEmployer, type EnrolledEmployer } from '../../support/factories.ts';
import type { Harness } from '../../support/harness.ts';

/** A fair with a little of everything, so that no page is empty. */
export async function aFullFair(harness: Harness) {
  const { deps } = harness;
  const fair = await aFair({
    name: 'Georgia HIT Job Fair',
    about: 'Hospitals, vendors and rural clinics meet graduates of health IT programs.',
    deskQuestions: deskQuestions.map((question) => ({ question, required: question === 'school' })),
  } as Partial<FairFields>);
  await addPrograms(
    fair._id,
    [{ school: 'Gwinnett Tech', name: 'HIT Certificate', place: 'Lawrenceville, GA' }],
    deps.now(),
  );
  const employers = [];
  for (const employerName of [
    'Chattahoochee Health System',
    'Piedmont Rural Health',
    'Oconee “EHR” & Söhne',
  ])
    employers.push(
      await anEmployer(fair, deps, {
        employerName,
        rural: employerName.includes('Rural'),
        boothWishes: ['A'],
      }),
    );
  for (const { enrollment } of employers)
    await Opening.create({
      fairId: fair._id,
      enrollmentId: enrollment._id,
      title: 'EHR trainer',
      roles: ['CC-6', 'UB-3'],
      yearsAsked: 0,
      systemsTrained: ['epic'],
      place: 'Macon, GA',
      addedAt: deps.now(),
    });
  await anEmployer(fair, deps, { employerName: 'Lanier EHR Partners', state: 'applied' });
  const graduates = [];
  for (const [name, consent] of people)
    graduates.push(
      await aGraduate(fair, deps, {
        name,
        consent,
        school: 'Gwinnett Tech',
        program: 'HIT Certificate',
        systems: [{ systemId: 'epic', level: 'classroom-lab' }] as never,
      }),
    );
  const bytes = readFileSync(
    new URL(
      '../../fixtures/resumes/hit-quintanilla-implementation-new-graduate.docx',
      import.meta.url,
    ),
  );
  await keepResume(graduates[0]!, { name: 'resume.docx', bytes }, deps);
  await drawFloor(
    fair._id,
    floorForm.parse({ rows: '2', columns: '4', power: 'A', aislesAfterRows: 'A' }),
    deps.now(),
  );
  await assignFloor(fair._id, null, deps);
  await Floor.updateOne({ fairId: fair._id }, { publishedAt: deps.now() });
  const booths = await Assignment.find({ fairId: fair._id }).lean();
  const day = await aDayAtIt(harness, fair, employers[0]!, graduates);
  return { fair, employers, graduates, booths, ...day };
}

const people = [
  ['Amara Okonkwo-Reyes', 'all'],
  ['Jo Lindqvist', 'all'],
  ['Nguyễn Thị “Kim” 🎓', 'ask'],
  ['Maximiliana Featherstonehaugh-Abercrombie', 'approve'],
] as const;

type Holder = RegistrationFields & { badge: BadgeCode };

/** Arrivals, a walk-in, visits, an opened résumé and messages. */
async function aDayAtIt(
  harness: Harness,
  fair: FairFields,
  employer: EnrolledEmployer,
  graduates: Holder[],
) {
  const { deps } = harness;
  const [open, , quiet, asked] = graduates as [Holder, Holder, Holder, Holder];
  const { enrollment, accountId } = employer;
  for (const each of graduates) await mailBadge(fair, each, each.badge, 'registered', deps);
  const { browser: desk } = await harness.pairDevice(fair, 'supervisor', 'Help desk');
  for (const { badge } of [open, quiet, employer])
    await desk.post(`/desk/${fair.slug}/checkins`, { code: badge.short, nonce: badge.short });
  await desk.post(`/desk/${fair.slug}/walk-ins`, {
    ...{ name: 'Wally Walk-In', phone: '404 555 0101', nonce: 'wally', consent: 'ask' },
    ...{ stage: 'first', health: 'Not yet', technical: 'Not yet', role1: 'CC-1' },
  });
  const walkIn = await Registration.findOne({ fairId: fair._id, walkIn: true }).lean().orFail();

  const visits = [];
  for (const { badge } of [open, quiet])
    visits.push(await recordVisit({ fair, enrollment, accountId, code: badge.short }, deps));
  const [visit, quietVisit] = visits.map((each) => 'visitId' in each && each.visitId);
  await openResume(enrollment, accountId, open._id, 'page', deps);
  await askConsent(fair, enrollment, asked, accountId, deps);

  const text = {
    subject: 'Thank you for coming to {{fair}}',
    body: 'Hello {{name}},\n\nThank you.',
  };
  const write = (audience: 'came' | 'met-an-employer') =>
    writeFollowUp(fair._id, { audience, ...text }, accountId, deps);
  const [draft, sent] = [await write('came'), await write('met-an-employer')];
  await sendFollowUp(fair, (await FollowUp.findById(sent).lean<FollowUpFields>())!, deps);
  await deps.background.settled();
  return { walkIn: walkIn._id, visit, quiet: quietVisit, followUps: { draft, sent } };
}
