import type { Deps } from '../deps.ts';
import type { UndoMessage, UndoResult } from '../live/live-events.ts';
import type { LiveIdentity } from '../live/live-rooms.ts';
import { deviceById } from './known-device.ts';
import type { ScanMessage, ScanResult } from './outcome.ts';
import { recordCheckin } from './record-checkin.ts';
import { noteScans } from './note-seen.ts';
import { scanMessage } from './scan.ts';
import { undoCheckin } from './undo-checkin.ts';

type LiveDeps = Pick<Deps, 'now' | 'fairNow' | 'live' | 'background' | 'demo'>;

/** A scan that came over a socket: the same use case as the form's. */
export async function submitScan(
  identity: LiveIdentity,
  message: ScanMessage,
  deps: LiveDeps,
): Promise<ScanResult> {
  const known = await deviceOf(identity);
  if (!known) return { outcome: 'error', text: 'This browser is not paired to a desk.' };
  const read = scanMessage.safeParse(message);
  if (!read.success)
    return { outcome: 'error', text: 'This scan could not be read by the server.' };
  noteScans(known, [read.data.code], deps);
  return recordCheckin(read.data, known, deps);
}

export async function undoScan(
  identity: LiveIdentity,
  message: UndoMessage,
  deps: LiveDeps,
): Promise<UndoResult> {
  const known = await deviceOf(identity);
  if (!known || known.device.revokedAt || known.device.expiresAt <= deps.now())
    return { ok: false, text: 'This device no longer has access.' };
  return undoCheckin({ scanId: message.scanId, why: message.reason ?? '' }, known, deps);
}

/** A kiosk has a page of its own, which tells less than a desk's answer. */
const deviceOf = async (identity: LiveIdentity) =>
  identity.kind === 'device' && identity.role !== 'kiosk' ? deviceById(identity.deviceId) : null;
