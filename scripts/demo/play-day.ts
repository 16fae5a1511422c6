import { meet, search } from './booth-steps.ts';
import type { DayEvent, DayQueue } from './day-queue.ts';
import type { PlannedStep, Step } from './day-steps.ts';
import { arrive, walkInFields } from './door-steps.ts';
import type { Stage } from './stage.ts';

const MINUTE = 60_000;

/** Puts a planned day into the queue: each step is done by whoever does it, on the real pages. */
export function queueDay(plan: readonly PlannedStep[], stage: Stage, queue: DayQueue): void {
  const { opensAt } = stage.world.days;
  for (const { minute, step } of plan)
    queue.add({
      at: new Date(opensAt.getTime() + minute * MINUTE),
      what: step.kind,
      ...partOf(step),
      run: () => perform(step, stage),
    });
}

/** Whose step it is, and which line it waits in. */
function partOf(step: Step): Pick<DayEvent, 'who' | 'lane' | 'alone'> {
  switch (step.kind) {
    case 'arrives':
      return { who: `graduate ${step.graduate}`, lane: 'door' };
    case 'team arrives':
    case 'refused':
    case 'walks in':
      return { who: `the door, ${step.kind}`, lane: 'door' };
    case 'uploads':
    case 'changes consent':
    case 'looks whom they met':
      return { who: `graduate ${step.graduate}`, lane: 'web' };
    case 'meets':
    case 'searches':
      return { who: `employer ${step.employer}`, lane: 'web' };
    case 'closes':
    case 'follows up':
      return { who: 'the organizer', lane: 'web', alone: true };
  }
}

async function perform(step: Step, stage: Stage): Promise<void> {
  const { world, desks, helpDesk, organizer, graduates } = stage;
  switch (step.kind) {
    case 'arrives':
      return arrive(step, stage);
    case 'team arrives':
      return desks[step.desk]!.welcomeTeam(world.employers[step.employer]!.badges[step.badge]!);
    case 'refused':
      return void (await desks[step.desk]!.scan(step.code, 'keyboard'));
    case 'walks in':
      return helpDesk.walkIn(walkInFields(step.who));
    case 'uploads':
      return graduates[step.graduate]!.uploadResume();
    case 'changes consent':
      return graduates[step.graduate]!.changeConsent(step.to);
    case 'looks whom they met':
      return graduates[step.graduate]!.lookWhomTheyMet();
    case 'meets':
      return meet(step, stage);
    case 'searches':
      return search(step.employer, stage);
    case 'closes':
      return organizer.moveFair('closed');
    case 'follows up':
      return organizer.followUp(step.audience);
  }
}
