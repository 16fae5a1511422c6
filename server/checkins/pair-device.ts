import { trusted, type Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { closesAt } from '../fairs/fair-time.ts';
import { Fair, type FairFields } from '../fairs/fair-model.ts';
import { hashOf, newToken } from '../web/tokens.ts';
import { Desk, type DeskFields } from './desk-model.ts';
import { Device, type DeviceRole } from './device-model.ts';
import { hashPin } from './kiosk-pin.ts';
import { Pairing, type PairingFields } from './pairing-model.ts';

const LINK_MS = 15 * 60_000;
const AFTER_SHIFT_MS = 2 * 3_600_000;
/** A device that is paired when no day of the fair is left, to look around. */
const NO_DAY_MS = 2 * 3_600_000;

type Clocks = Pick<Deps, 'now' | 'fairNow'>;

/** Makes a link that pairs one browser to a desk. Only its hash is kept: the link is shown once. */
export async function makePairing(
  at: { fairId: Types.ObjectId; deskId: Types.ObjectId; role: DeviceRole },
  createdBy: Types.ObjectId,
  deps: Clocks,
): Promise<{ token: string; expiresAt: Date } | null> {
  if (!(await Desk.exists({ _id: at.deskId, fairId: at.fairId }))) return null;
  const token = newToken();
  const now = deps.now();
  const expiresAt = new Date(now.getTime() + LINK_MS);
  await Pairing.create({ ...at, tokenHash: hashOf(token), createdBy, createdAt: now, expiresAt });
  return { token, expiresAt };
}

export interface StandingPairing {
  pairing: PairingFields;
  fair: FairFields;
  desk: DeskFields;
}

/** The pairing of a link that can still be used, with its place. */
export async function standingPairing(token: string, now: Date): Promise<StandingPairing | null> {
  const pairing = await Pairing.findOne(usable(token, now)).lean<PairingFields>();
  if (!pairing) return null;
  const [fair, desk] = await Promise.all([
    Fair.findById(pairing.fairId).lean<FairFields>(),
    Desk.findById(pairing.deskId).lean<DeskFields>(),
  ]);
  return fair && desk ? { pairing, fair, desk } : null;
}

/** Uses the link up and makes the device; null when somebody else was faster. Resolves with the cookie's token. */
export async function pairDevice(
  token: string,
  { volunteer = '', kioskName = '', pin }: { volunteer?: string; kioskName?: string; pin?: string },
  deps: Clocks,
): Promise<{ deviceToken: string; role: DeviceRole; slug: string; expiresAt: Date } | null> {
  const now = deps.now();
  const standing = await standingPairing(token, now);
  if (!standing) return null;
  const used = await Pairing.updateOne(usable(token, now), { usedAt: now });
  if (used.modifiedCount === 0) return null;

  const { pairing, fair } = standing;
  const deviceToken = newToken();
  const expiresAt = endOfShift(fair, deps);
  await Device.create({
    fairId: pairing.fairId,
    deskId: pairing.deskId,
    role: pairing.role,
    tokenHash: hashOf(deviceToken),
    volunteer,
    kioskName,
    ...(pin ? { pinHash: await hashPin(pin) } : {}),
    pairedAt: now,
    expiresAt,
    lastSeenAt: now,
  });
  return { deviceToken, role: pairing.role, slug: fair.slug, expiresAt };
}

const usable = (token: string, now: Date) => ({
  tokenHash: hashOf(token),
  expiresAt: trusted({ $gt: now }),
  $or: [{ usedAt: null }, { reusable: true }],
});

/** Two hours after the next closing time. The fair's clock may run faster than the real one, which the cookie lives by. */
export function endOfShift(fair: FairFields, deps: Clocks): Date {
  const [now, fairNow] = [deps.now().getTime(), deps.fairNow().getTime()];
  const next = fair.days
    .map((day) => closesAt(fair, day).getTime())
    .filter((closing) => closing > fairNow)
    .sort((a, b) => a - b)[0];
  return new Date(next === undefined ? now + NO_DAY_MS : now + (next - fairNow) + AFTER_SHIFT_MS);
}
