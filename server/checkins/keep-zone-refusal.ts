import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import { hashOf } from '../web/tokens.ts';
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

/** Keeps that a zone let somebody neither in nor out; the same scan sent again is kept once. */
export async function keepRefusal(the: Refused): Promise<void> {
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
