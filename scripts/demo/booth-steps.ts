import type { Meets } from './day-steps.ts';
import { between, chance } from './seeded-random.ts';
import type { Stage } from './stage.ts';

/** A graduate at a booth: the badge is scanned, consent asked where it is needed, and notes follow. */
export async function meet(step: Meets, stage: Stage): Promise<void> {
  const { world, employers } = stage;
  const employer = employers[step.employer]!;
  const { badge, registrationId, who } = world.graduates[step.graduate]!;
  const visit = await employer.meet(badge, registrationId);
  if (who.consent === 'ask') await employer.askFaceToFace(visit, step.faceToFace);
  stage.later(step.writtenAfter, {
    who: `employer ${step.employer}`,
    what: 'writes notes',
    lane: 'web',
    run: () => employer.assess(visit, step.assessment),
  });
}

/** An employer looks for graduates; one who was asked answers a little later, most of them with yes. */
export async function search(at: number, stage: Stage): Promise<void> {
  const { world, employers, graduates, random } = stage;
  const asked = await employers[at]!.lookForGraduates(random);
  const place = world.graduates.findIndex(({ registrationId }) => registrationId === asked);
  if (place < 0 || !world.graduates[place]!.mailbox) return;
  const answer = chance(0.7, random) ? 'yes' : 'no';
  stage.later(between(4, 25, random), {
    who: `graduate ${place}`,
    what: 'answers an employer',
    lane: 'web',
    run: () => graduates[place]!.answer(world.employers[at]!.enrollmentId, answer),
  });
}
