import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import { hashOf } from '../web/tokens.ts';
import { minuteLimit } from './minute-limit.ts';
import { noteUnkept } from './note-unkept.ts';
import type { ZoneFields } from './zone-model.ts';
import type { Refusal } from './zone-pass.ts';
import { ZoneRefusal } from './zone-refusal-model.ts';

interface Refused {
  outcome: Refusal;
  code: string;
  nonce: string;
  zone: ZoneFields;
  known: KnownDevice;
  at: Date;
  /** YYYY-MM-DD in the fair's zone. */
  day: string;
  registrationId: Types.ObjectId | undefined;
}

/** More than anybody scans by hand at one door. */
const kept = minuteLimit(120);

/**
 * Keeps that a zone let somebody neither in nor out; the same scan sent again is kept once. Of what is too many in a
 * minute only the number is kept.
 */
export async function keepRefusal(
  the: Refused,
  deps: Pick<Deps, 'now' | 'background'>,
): Promise<void> {
  const { _id } = the.known.device;
  if (kept.add(_id, deps.now()) > kept.most) return noteUnkept(_id, deps);
  const { outcome, code, nonce, zone, known, at, day, registrationId } = the;
  try {
    await ZoneRefusal.create({
      fairId: zone.fairId,
      day,
      zoneId: zone._id,
      deviceId: known.device._id,
      nonce,
      subject: hashOf(code),
      ...(registrationId ? { registrationId } : {}),
      outcome,
      at,
    });
  } catch (error) {
    if (!isDuplicateKey(error, 'one_refusal_a_nonce')) throw error;
  }
}
