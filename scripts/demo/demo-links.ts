import { Types } from 'mongoose';
import { findOrMakeAccount } from '../../server/accounts/find-or-make-account.ts';
import { linkLifeMs, makeLink } from '../../server/accounts/sign-in-links.ts';
import { Desk } from '../../server/checkins/desk-model.ts';
import { Pairing } from '../../server/checkins/pairing-model.ts';
import type { Deps } from '../../server/deps.ts';
import { hashOf, newToken } from '../../server/web/tokens.ts';
import { HELP_DESK } from './plan-door.ts';
import type { DemoGraduate, World } from './world.ts';

export interface DemoLinks {
  organizer: string;
  supervisor: string;
  employer: string;
  graduate: string;
}

/** A link for each part; they may be used again while the demo lives. */
export async function makeLinks(world: World, deps: Deps): Promise<DemoLinks> {
  const { fair, organizer, employers, graduates, days } = world;
  const accepted = employers.find(({ state }) => state === 'accepted')!;
  const able = graduates.filter((each) => each.state === 'active' && each.mailbox);
  const comes = (each: DemoGraduate) => each.early && each.days.includes(days.day);
  const graduate = able.find(comes) ?? able[0]!;
  const own = `/fairs/${fair.slug}`;
  return {
    organizer: await signInLink(organizer, `${own}/dashboard`, deps),
    supervisor: await pairingLink(world, deps),
    employer: await signInLink(accepted.owner, `${own}/enrollments/${accepted.enrollmentId}`, deps),
    graduate: await signInLink(graduate.who, `${own}/registration`, deps),
  };
}

async function signInLink(
  person: { name: string; email: string },
  next: string,
  deps: Deps,
): Promise<string> {
  const { _id, email } = await findOrMakeAccount(person, deps.now());
  const link = { purpose: 'demo' as const, email, accountId: _id, next };
  const { token } = await makeLink(link, deps.now());
  return `${deps.config.publicUrl}/sign-in/${token}`;
}

async function pairingLink({ fair, organizer }: World, deps: Deps): Promise<string> {
  const desk = await Desk.findOne({ fairId: fair._id, name: HELP_DESK }).lean().orFail();
  const token = newToken();
  const now = deps.now();
  await Pairing.create({
    fairId: new Types.ObjectId(fair._id),
    deskId: desk._id,
    role: 'supervisor',
    tokenHash: hashOf(token),
    createdBy: organizer.accountId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + linkLifeMs.demo),
    reusable: true,
  });
  return `${deps.config.publicUrl}/desk/pair/${token}`;
}
