import type { ScanResult } from '../../server/checkins/outcome.ts';
import type { Arrives } from './day-steps.ts';
import type { InventedGraduate } from './invented-people.ts';
import type { Stage } from './stage.ts';

/** A graduate stands at the door; what does not go smoothly goes on a few minutes later. */
export async function arrive({ graduate, desk: at, twist }: Arrives, stage: Stage): Promise<void> {
  const { world, desks, helpDesk } = stage;
  const { badge, oldBadge, registrationId } = world.graduates[graduate]!;
  const desk = desks[at]!;
  const other = desks[(at + 1) % desks.length]!;
  const who = `graduate ${graduate}`;
  const atDoor = (minutes: number, what: string, run: () => Promise<unknown>) =>
    stage.later(minutes, { who, what, lane: 'door', run: async () => void (await run()) });
  const undo = (result: ScanResult) =>
    atDoor(1, 'is sent back', () => helpDesk.undo(result, registrationId, 'The wrong badge'));

  switch (twist) {
    case 'old badge first':
      await desk.scan(oldBadge!);
      await helpDesk.admit(badge, registrationId);
      return;
    case 'at two desks at once':
      await Promise.all([desk, other].map((each) => each.admit(badge, registrationId)));
      return;
    case 'scanned again':
      await desk.admit(badge, registrationId);
      return atDoor(3, 'comes by again', () => other.scan(badge));
    case 'undone':
      return undo(await desk.admit(badge, registrationId));
    case 'undone and back':
      undo(await desk.admit(badge, registrationId));
      return atDoor(6, 'is back', () => desk.admit(badge, registrationId));
    default:
      await desk.admit(badge, registrationId);
  }
}

/** What the supervisor types for somebody who comes without a registration. */
export function walkInFields(who: InventedGraduate): Record<string, string> {
  const [role1 = 'CC-3', role2 = '', role3 = ''] = who.roles;
  return {
    name: who.name,
    email: who.email,
    phone: '',
    school: who.school,
    stage: who.stage,
    health: who.health,
    technical: who.technical,
    role1,
    role2,
    role3,
    consent: who.consent,
  };
}
