import type { Request, RequestHandler, Response } from 'express';
import { Desk, type DeskFields } from '../checkins/desk-model.ts';
import { Device, type DeviceFields, type DeviceRole } from '../checkins/device-model.ts';
import { Fair, type FairFields } from '../fairs/fair-model.ts';
import { cookieOf, cookieName } from '../web/cookies.ts';
import { Forbidden } from '../web/errors.ts';
import { hashOf } from '../web/tokens.ts';
import { guard, type Guard } from './guards.ts';
import { fairOf } from './load-fair.ts';
import { shortCache } from './short-cache.ts';

export const DEVICE_COOKIE = 'fairbridge_device';

/** Everything that a scan needs to know about where it comes from. */
export interface KnownDevice {
  device: DeviceFields;
  desk: DeskFields;
  fair: FairFields;
}

const devicesByToken = shortCache(async (tokenHash): Promise<KnownDevice | null> => {
  const device = await Device.findOne({ tokenHash }).lean<DeviceFields>();
  if (!device) return null;
  const [desk, fair] = await Promise.all([
    Desk.findById(device.deskId).lean<DeskFields>(),
    Fair.findById(device.fairId).lean<FairFields>(),
  ]);
  return desk && fair ? { device, desk, fair } : null;
});

/** Call when a device is revoked or its desk changes. */
export const forgetDevice = (tokenHash: string): void => devicesByToken.forget(tokenHash);

/** The device of a cookie header, revoked or expired ones too: a scan of theirs is stored as refused. */
export async function findDevice(cookieHeader: string | undefined): Promise<KnownDevice | null> {
  const token =
    cookieOf(cookieHeader, cookieName(DEVICE_COOKIE, true)) ??
    cookieOf(cookieHeader, cookieName(DEVICE_COOKIE, false));
  return token ? devicesByToken.get(hashOf(token)) : null;
}

/** The page that a device works on. */
export const pageOf = ({ device, fair }: KnownDevice): string =>
  `/desk/${fair.slug}${device.role === 'kiosk' ? '/kiosk' : ''}`;

export const isStanding = ({ device }: KnownDevice, now: Date): boolean =>
  device.revokedAt === null && device.expiresAt > now;

/** For so long a device whose access has ended may hand in what it scanned before; then it is a browser like any other. */
export const HAND_IN_MS = 7 * 86_400_000;

function mayHandIn({ device }: KnownDevice, now: Date): boolean {
  const { revokedAt, expiresAt } = device;
  const endedAt = revokedAt && revokedAt < expiresAt ? revokedAt : expiresAt;
  return now.getTime() - endedAt.getTime() < HAND_IN_MS;
}

/** Whether a request to the desk's pages comes from a device that is paired now; asked before anything else is loaded. */
export const isFromDesk =
  (deps: { now(): Date }) =>
  async (req: Request): Promise<boolean> => {
    if (!req.path.startsWith('/desk/')) return false;
    const known = await findDevice(req.headers.cookie);
    return known !== null && isStanding(known, deps.now());
  };

/** Mounted at /desk/:slug, behind loadFair. */
export function loadDevice(deps: { now(): Date }): RequestHandler {
  return async (req, res, next) => {
    const known = await findDevice(req.headers.cookie);
    const now = deps.now();
    const here = known && known.device.fairId.equals(fairOf(res)._id) && mayHandIn(known, now);
    res.locals.device = here ? known : null;
    res.locals.deviceStands = here ? isStanding(known, now) : false;
    // What a refusal leads to: the start page is no help to a volunteer.
    if (here && isStanding(known, now))
      res.locals.wayBack = { href: pageOf(known), label: 'Back to the desk' };
    next();
  };
}

export const deviceOf = (res: Response): KnownDevice => res.locals.device as KnownDevice;

/** Paired devices of this fair in one of these parts. */
export function devicesOnly(...roles: DeviceRole[]): Guard {
  return guard(`devices: ${roles.join(', ')}`, (_req, res) => {
    const known = res.locals.device as KnownDevice | null;
    if (!known)
      return new Forbidden(
        'This browser is not paired to a desk. Ask the organizer for a pairing link.',
      );
    if (res.locals.deviceStands !== true)
      return new Forbidden(
        'This device no longer has access. Ask the organizer for a new pairing link.',
      );
    if (roles.includes(known.device.role)) return true;
    if (known.device.role === 'kiosk')
      return new Forbidden('This browser is a kiosk and opens no other page of the desk.');
    return new Forbidden('Only a supervisor may do this.');
  });
}
