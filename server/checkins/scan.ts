import { Types } from 'mongoose';
import { z } from 'zod';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { readBadgeCode } from '../fairs/badge-code.ts';
import { idText } from '../web/id-text.ts';
import { hashOf } from '../web/tokens.ts';
import { nonceField } from './nonce-field.ts';
import { outcomes, scanModes, type Outcome, type ScanMessage, type ScanMode } from './outcome.ts';

const fields = {
  // Somebody else's QR code may hold a whole business card: an unknown badge, not a broken message.
  code: z.string().min(1).max(4096).optional(),
  registrationId: idText.optional(),
  nonce: nonceField,
  scannedAt: z.iso.datetime({ offset: true }),
  mode: z.enum(scanModes),
  confirmed: z.boolean().optional(),
  told: z.enum(outcomes).optional(),
} satisfies Record<keyof ScanMessage, z.ZodType>;

const oneSubject = (scan: { code?: string; registrationId?: string }) =>
  (scan.code === undefined) !== (scan.registrationId === undefined);

/** What a device sends; anything else in it is refused. */
export const scanMessage: z.ZodType<ScanMessage> = z.strictObject(fields).refine(oneSubject);

/** A plain form sends no time, and text for yes. */
export const scanForm = z
  .strictObject({
    ...fields,
    code: z.string().trim().max(4096).optional(),
    confirmed: z.literal('yes').optional(),
    scannedAt: fields.scannedAt.optional(),
    mode: fields.mode.default('form'),
    _csrf: z.string().optional(),
  })
  .transform(({ _csrf: _, code, confirmed, ...scan }) => ({
    ...scan,
    ...(code ? { code } : {}),
    confirmed: confirmed === 'yes',
  }))
  .refine(oneSubject, { path: ['code'], message: 'Scan a badge or type its code' });

/** By what a badge's holder is found; null for what cannot be a badge. */
export type Subject = { tokenHash: string } | { shortHash: string } | { holderId: Types.ObjectId };

export interface DoorScan {
  find: Subject | null;
  /** The same for the same badge scanned the same way. */
  subject: string;
  nonce: string;
  mode: ScanMode;
  confirmed: boolean;
  told?: Outcome;
  /** By the fair's clock, never before the device was paired nor after receipt. */
  scannedAt: Date;
  receivedAt: Date;
  /** `scannedAt` by the real clock, to compare with revocations. */
  madeAt: Date;
}

/** Reads a message at its receipt. Its time is taken as an age, because the demo's fair has a clock of its own. */
export function readScan(
  message: ScanMessage,
  { device }: KnownDevice,
  deps: Pick<Deps, 'now' | 'fairNow'>,
): DoorScan {
  const [now, receivedAt] = [deps.now(), deps.fairNow()];
  const claimed = receivedAt.getTime() - Date.parse(message.scannedAt);
  const age = Math.max(0, Math.min(claimed, now.getTime() - device.pairedAt.getTime()));
  const find = subjectOf(message);
  return {
    find,
    subject: find ? String(Object.values(find)[0]) : hashOf(message.code ?? ''),
    nonce: message.nonce,
    mode: message.mode,
    confirmed: message.confirmed === true && device.role === 'supervisor',
    ...(message.told ? { told: message.told } : {}),
    scannedAt: new Date(receivedAt.getTime() - age),
    receivedAt,
    madeAt: new Date(now.getTime() - age),
  };
}

const subjectOf = ({ code, registrationId }: ScanMessage): Subject | null =>
  registrationId === undefined
    ? readBadgeCode(code ?? '')
    : { holderId: new Types.ObjectId(registrationId) };
