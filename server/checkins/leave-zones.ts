import type { ScanFields } from './scan-model.ts';
import { ZoneStay } from './zone-stay-model.ts';

/** Whoever does not count as here is in no zone either. */
export async function leaveZones(
  { registrationId, day }: Pick<ScanFields, 'registrationId' | 'day'>,
  at: Date,
): Promise<void> {
  if (!registrationId || !day) return;
  await ZoneStay.updateOne(
    { registrationId, day, stands: true },
    { stands: false, leftAt: at, leftBy: 'undo' },
  );
}
