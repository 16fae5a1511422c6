import { trusted, type Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { Registration } from '../graduates/registration-model.ts';
import { Desk } from './desk-model.ts';
import { Scan, type ScanFields } from './scan-model.ts';

/** A scan that a device decided without a line, and that does not fit what the server knows. */
export interface OpenConflict {
  id: string;
  kind: 'twice' | 'refused';
  name: string;
  /** Where and when it was scanned without a line. */
  desk: string;
  at: Date;
  outcome: string;
  text: string;
  /** Of somebody let in twice: the arrival that counts. */
  counted: { at: Date; desk: string } | null;
  registrationId: string | null;
}

const MOST = 200;

/** The scans that nobody has looked at yet, newest first. */
export const scansInConflict = (fairId: Types.ObjectId, most: number): Promise<ScanFields[]> =>
  Scan.find({ fairId, 'conflict.open': true })
    .sort({ receivedAt: -1 })
    .limit(most)
    .select('scannedAt deskId day registrationId outcome answer conflict')
    .lean<ScanFields[]>();

/** What a supervisor should look at, newest first. */
export async function openConflicts(fairId: Types.ObjectId): Promise<OpenConflict[]> {
  const scans = await scansInConflict(fairId, MOST);
  const people = scans.flatMap(({ registrationId }) => registrationId ?? []);
  const [registrations, desks, standing] = await Promise.all([
    // Of this fair alone: a badge of another one was let in here, too, and its holder is named to nobody.
    Registration.find({ _id: trusted({ $in: people }), fairId })
      .select('name')
      .lean(),
    Desk.find({ fairId }).select('name').lean(),
    Scan.find({ registrationId: trusted({ $in: people }), fairId, stands: true }).lean<
      ScanFields[]
    >(),
  ]);
  const names = new Map(registrations.map((each) => [String(each._id), each.name]));
  const places = new Map(desks.map(({ _id, name }) => [String(_id), name]));
  return scans.map((scan) => {
    const id = String(scan.registrationId ?? '');
    const counted = standing.find(
      (each) => String(each.registrationId) === id && each.day === scan.day,
    );
    return {
      id: String(scan._id),
      kind: scan.conflict!.kind,
      name: names.get(id) ?? 'Unknown badge',
      desk: places.get(String(scan.deskId)) ?? '',
      at: scan.scannedAt,
      outcome: scan.outcome,
      text: String((scan.answer as { text?: string }).text ?? ''),
      counted: counted
        ? { at: counted.scannedAt, desk: places.get(String(counted.deskId)) ?? '' }
        : null,
      registrationId: names.has(id) ? id : null,
    };
  });
}

/** A supervisor has looked. The scan stays as it is; false when somebody else was faster. */
export async function settleConflict(
  scanId: Types.ObjectId,
  { device, desk, fair }: KnownDevice,
  deps: Pick<Deps, 'fairNow' | 'live'>,
): Promise<boolean> {
  const { modifiedCount } = await Scan.updateOne(
    { _id: scanId, fairId: fair._id, 'conflict.open': true },
    {
      'conflict.open': false,
      'conflict.settledAt': deps.fairNow(),
      'conflict.settledBy': device.volunteer || desk.name,
    },
  );
  if (modifiedCount) deps.live.fairChanged(String(fair._id), ['arrivals']);
  return modifiedCount > 0;
}
