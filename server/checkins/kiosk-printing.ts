import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import type { BadgeSize } from '../fairs/badge-sizes.ts';
import { Device } from './device-model.ts';
import { forgetKnownDevice } from './known-device.ts';
import { tryPin, type PinTry } from './try-pin.ts';

export type PrintingSet = 'kept' | Exclude<PinTry, 'right'>;

/** Says by the PIN on which paper a kiosk prints badges; on none when empty. */
export async function setKioskPrinting(
  pin: string,
  printSize: BadgeSize | '',
  known: KnownDevice,
  deps: Pick<Deps, 'now'>,
): Promise<PrintingSet> {
  const tried = await tryPin(pin, known, deps);
  if (tried !== 'right') return tried;
  await Device.updateOne({ _id: known.device._id }, { printSize, pinTries: 0 });
  forgetKnownDevice(known.device);
  return 'kept';
}
