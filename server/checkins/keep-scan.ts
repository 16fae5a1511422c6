import { trusted, Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import { deskOf, type FoundBadge, type SeenScan } from './find-holder.ts';
import type { ConflictKind, Settled } from './judge-told.ts';
import { isAdmission, type ScanResult } from './outcome.ts';
import { Scan, type ScanFields } from './scan-model.ts';
import type { DoorScan } from './scan.ts';

export interface Kept {
  _id: Types.ObjectId;
  answer: ScanResult;
}

interface Place {
  scan: DoorScan;
  known: KnownDevice;
  day: string;
}

/** One insert. The unique indexes say whether this message, or an arrival of this person, is there already. */
export async function keepScan(
  place: Place,
  found: FoundBadge | null,
  judged: Settled,
): Promise<Kept | 'repeated' | 'arrived meanwhile'> {
  const row = rowOf(place, found, judged);
  try {
    // Without Mongoose's document: the row is made here, whole, and this is the one write that a line of people waits for.
    await Scan.collection.insertOne(row);
  } catch (error) {
    if (isDuplicateKey(error, 'one_scan_a_nonce')) return 'repeated';
    if (isDuplicateKey(error, 'one_standing_arrival')) return 'arrived meanwhile';
    throw error;
  }
  return row;
}

type Row = Omit<ScanFields, 'answer' | 'undone' | 'earlier'> & { answer: ScanResult };

function rowOf({ scan, known, day }: Place, found: FoundBadge | null, judged: Settled): Row {
  const { answer, conflict, earlier } = judged;
  const [registration] = found?.registration ?? [];
  const [representative] = found?.representative ?? [];
  const admitted = isAdmission(answer.outcome) && !earlier && registration;
  return {
    _id: new Types.ObjectId(),
    fairId: known.fair._id,
    day,
    deskId: known.desk._id,
    deviceId: known.device._id,
    nonce: scan.nonce,
    subject: scan.subject,
    mode: scan.mode,
    outcome: answer.outcome,
    ...(registration ? { registrationId: registration._id } : {}),
    ...(representative ? { enrollmentId: representative.enrollmentId } : {}),
    ...(admitted ? { segment: registration.segment, stands: true } : {}),
    personKeys: admitted ? registration.personKeys : [],
    answer,
    scannedAt: scan.scannedAt,
    receivedAt: scan.receivedAt,
    ...(scan.told ? { told: scan.told } : {}),
    ...(conflict ? { conflict: openConflict(conflict) } : {}),
  };
}

const openConflict = (kind: ConflictKind) => ({
  kind,
  open: true,
  settledAt: null,
  settledBy: '',
});

/**
 * The answer was lost on its way, and the device let somebody in who had been refused here: the record says so, once.
 * False when it did before.
 */
export async function noteTold({ scan, known }: Place, kind: ConflictKind): Promise<boolean> {
  const absent = trusted({ $exists: false });
  const changed = await Scan.updateOne(
    {
      deviceId: known.device._id,
      nonce: scan.nonce,
      subject: scan.subject,
      told: absent,
      conflict: absent,
    },
    { told: scan.told, conflict: openConflict(kind) },
  );
  return changed.modifiedCount === 1;
}

/** What was answered when this message came for the first time. */
export const firstAnswer = ({ scan, known }: Place): Promise<Kept> =>
  Scan.findOne({ deviceId: known.device._id, nonce: scan.nonce, subject: scan.subject })
    .select('answer')
    .lean<Kept>()
    .orFail();

/** The arrival of somebody on a day that counts, with its desk. */
export async function standingArrival(
  registrationId: Types.ObjectId,
  day: string,
): Promise<SeenScan | undefined> {
  const found = await Scan.aggregate<SeenScan>([
    { $match: { registrationId, day, stands: true } },
    deskOf,
  ]);
  return found[0];
}
