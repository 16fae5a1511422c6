import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { revokeDevice } from './revoke-device.ts';
import { tryPin, type PinTry } from './try-pin.ts';

export type KioskLeft = 'left' | Exclude<PinTry, 'right'>;

/** Ends a kiosk by its PIN. */
export async function leaveKiosk(
  pin: string,
  known: KnownDevice,
  deps: Pick<Deps, 'now' | 'live'>,
): Promise<KioskLeft> {
  const tried = await tryPin(pin, known, deps);
  if (tried !== 'right') return tried;
  await revokeDevice({ fairId: known.fair._id, deviceId: known.device._id }, deps);
  return 'left';
}
