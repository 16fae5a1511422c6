import { trusted, type Types } from 'mongoose';
import { isPracticeCode } from '../../public/js/practice-code.js';
import type { KnownDevice } from '../access/load-device.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import { readBadgeCode } from '../fairs/badge-code.ts';
import { Badge } from '../fairs/badge-model.ts';
import { wallClock } from '../fairs/fair-time.ts';
import { Registration } from '../graduates/registration-model.ts';
import { mayGuess, noteUnknown } from './guess-limit.ts';
import { leaveZones } from './leave-zones.ts';
import { Scan } from './scan-model.ts';
import type { ZoneFields } from './zone-model.ts';
import { keepRefusal } from './keep-zone-refusal.ts';
import { decidePass, isRefusal, type Direction, type PassOutcome } from './zone-pass.ts';
import { ZoneStay, type ZoneStayFields } from './zone-stay-model.ts';

export interface Passed {
  outcome: PassOutcome;
  /** What somebody is called; empty when the badge is not known. */
  name: string;
}

interface ZoneScan {
  code: string;
  nonce: string;
  direction: Direction;
}
type ZoneDeps = Pick<Deps, 'now' | 'fairNow' | 'live' | 'background'>;

/** Somebody enters or leaves a zone. Entering one leaves the other; a scan sent twice counts once, a refused one is kept, too. */
export async function passZone(
  scan: ZoneScan,
  zone: ZoneFields,
  known: KnownDevice,
  deps: ZoneDeps,
): Promise<Passed> {
  if (isPracticeCode(scan.code)) return { outcome: 'unknown', name: '' };
  const { _id: deviceId } = known.device;
  if (!mayGuess(deviceId, deps.now())) return tooManyUnknown;
  const at = deps.fairNow();
  const day = wallClock(at, known.fair.timeZone).date;
  const person = await personOf(scan.code, known);
  // Again: of hundreds that are asked for at once, those that came back unknown meanwhile count, too.
  if (!mayGuess(deviceId, deps.now())) return tooManyUnknown;
  if (!person) noteUnknown(deviceId, deps);
  const outcome = person
    ? await passOf({ ...scan, zone, known, at, day, registrationId: person._id })
    : 'unknown';
  if (isRefusal(outcome))
    await keepRefusal(
      { outcome, zone, known, at, day, registrationId: person?._id, ...scan },
      deps,
    );
  else deps.live.fairChanged(String(known.fair._id), ['devices']);
  return { outcome, name: person ? person.preferredName || person.name : '' };
}

const tooManyUnknown: Passed = { outcome: 'too_many_unknown', name: '' };

async function passOf(the: Pass): Promise<PassOutcome> {
  if (!(await isHere(the))) return 'not_checked_in';
  const outcome = await pass(the);
  if (outcome !== 'entered' || (await isHere(the))) return outcome;
  // The arrival was undone in this instant, perhaps before there was a stay to end.
  await leaveZones(the, the.at);
  return 'not_checked_in';
}

const isHere = ({ registrationId, day }: Pass) =>
  Scan.exists({ registrationId, day, stands: true });

async function personOf(code: string, { fair }: KnownDevice) {
  const read = readBadgeCode(code);
  if (!read) return null;
  const badge = await Badge.findOne({ ...read, revokedAt: null }).lean();
  if (!badge || badge.kind !== 'graduate' || !badge.fairId.equals(fair._id)) return null;
  return Registration.findOne({ _id: badge.holderId, state: 'active' })
    .select('name preferredName')
    .lean();
}

interface Pass {
  nonce: string;
  direction: Direction;
  zone: ZoneFields;
  known: KnownDevice;
  at: Date;
  /** YYYY-MM-DD in the fair's zone. */
  day: string;
  registrationId: Types.ObjectId;
}

/** Another desk may move the same person in this instant; then everything is looked at again. */
async function pass(the: Pass): Promise<PassOutcome> {
  for (;;) {
    const { zone, known, day, registrationId } = the;
    const stays = await ZoneStay.find({ registrationId, day }).lean<ZoneStayFields[]>();
    const { outcome, repeated } = decidePass(stays, {
      zoneId: String(zone._id),
      direction: the.direction,
      deviceId: String(known.device._id),
      nonce: the.nonce,
    });
    if (repeated || (outcome !== 'entered' && outcome !== 'left')) return outcome;
    if (outcome === 'left') {
      if (await leave(the, { zoneId: zone._id }, 'scan')) return outcome;
      continue;
    }
    const place = await freePlace(zone, day);
    if (place === 'none') return 'full';
    await leave(the, { zoneId: trusted({ $ne: zone._id }) }, 'another zone');
    if (await enter(the, place)) return outcome;
  }
}

type Place = { place?: number };

/** The lowest place that nobody has. Whoever else takes it in this instant makes the entry fail. */
async function freePlace(
  { _id, fairId, capacity }: ZoneFields,
  day: string,
): Promise<Place | 'none'> {
  if (typeof capacity !== 'number') return {};
  const inside = await ZoneStay.find({ fairId, day, zoneId: _id, stands: true })
    .select('place')
    .lean();
  if (inside.length >= capacity) return 'none';
  const taken = new Set(inside.map(({ place }) => place));
  let place = 1;
  while (taken.has(place)) place += 1;
  return { place };
}

async function leave(
  { known, registrationId, at, day, nonce }: Pass,
  where: object,
  leftBy: 'scan' | 'another zone',
): Promise<boolean> {
  // Only a scan that means to leave is remembered as one: this nonce may still enter another zone.
  const scan = leftBy === 'scan' ? { leftNonce: nonce, leftDeviceId: known.device._id } : {};
  const { modifiedCount } = await ZoneStay.updateOne(
    { registrationId, day, stands: true, ...where },
    { stands: false, leftAt: at, leftBy, ...scan },
  );
  return modifiedCount === 1;
}

async function enter(
  { zone, known, registrationId, at, day, nonce }: Pass,
  place: Place,
): Promise<boolean> {
  try {
    await ZoneStay.create({
      fairId: zone.fairId,
      day,
      zoneId: zone._id,
      registrationId,
      deviceId: known.device._id,
      nonce,
      enteredAt: at,
      ...place,
    });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
