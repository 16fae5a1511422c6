import { isValidObjectId, Types } from 'mongoose';
import { Account } from '../accounts/account-model.ts';
import { TeamMember } from '../accounts/team-member-model.ts';
import type { Deps } from '../deps.ts';
import { Representative } from '../employers/representative-model.ts';
import { Fair } from '../fairs/fair-model.ts';
import { Registration } from '../graduates/registration-model.ts';
import { roomOf, type LiveIdentity, type RoomRequest } from '../live/live-rooms.ts';
import { cookieName, cookieOf } from '../web/cookies.ts';
import { findSession, SESSION_COOKIE } from '../web/sessions.ts';
import { findDevice, isStanding } from './load-device.ts';

interface Handshake {
  cookieHeader?: string;
  auth: unknown;
}

/** Who a socket is: a paired device on a device page, else the signed-in account, else anyone. */
export async function identify(
  handshake: Handshake,
  deps: Pick<Deps, 'now'>,
): Promise<LiveIdentity> {
  const { cookieHeader, auth } = handshake;
  const asDevice =
    typeof auth === 'object' && auth !== null && 'as' in auth && auth.as === 'device';
  const known = asDevice ? await findDevice(cookieHeader) : null;
  if (known && isStanding(known, deps.now())) {
    const { _id, fairId, role } = known.device;
    return { kind: 'device', deviceId: String(_id), fairId: String(fairId), role };
  }
  const token =
    cookieOf(cookieHeader, cookieName(SESSION_COOKIE, true)) ??
    cookieOf(cookieHeader, cookieName(SESSION_COOKIE, false));
  const session = await findSession(token, deps.now());
  return session ? { kind: 'account', accountId: String(session.accountId) } : { kind: 'anyone' };
}

/** The room's name when this identity may be in it, else null. The same rules as the pages'. */
export async function mayJoin(
  identity: LiveIdentity,
  request: RoomRequest,
): Promise<string | null> {
  return (await isAllowed(identity, request)) ? roomOf(request) : null;
}

async function isAllowed(identity: LiveIdentity, request: RoomRequest): Promise<boolean> {
  if (request.room === 'public') return isPublic(request.fairId);
  if (request.room === 'desks' && identity.kind === 'device')
    return identity.fairId === request.fairId && identity.role !== 'kiosk';
  if (identity.kind !== 'account' || !isValidObjectId(identity.accountId)) return false;
  const accountId = new Types.ObjectId(identity.accountId);
  switch (request.room) {
    case 'team':
    case 'desks':
      return onTeam(accountId, new Types.ObjectId(request.fairId));
    case 'employer': {
      const enrollmentId = new Types.ObjectId(request.enrollmentId);
      return Boolean(await Representative.exists({ enrollmentId, accountId, removedAt: null }));
    }
    case 'graduate':
      return Boolean(
        await Registration.exists({ _id: new Types.ObjectId(request.registrationId), accountId }),
      );
  }
}

async function isPublic(fairId: string): Promise<boolean> {
  const fair = await Fair.findById(new Types.ObjectId(fairId)).lean();
  return fair !== null && fair.state !== 'draft';
}

async function onTeam(accountId: Types.ObjectId, fairId: Types.ObjectId): Promise<boolean> {
  if (await Account.exists({ _id: accountId, owner: true })) return true;
  return Boolean(await TeamMember.exists({ fairId, accountId }));
}
