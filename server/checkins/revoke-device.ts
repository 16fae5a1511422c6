import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { Device, type DeviceFields } from './device-model.ts';
import { forgetKnownDevice } from './known-device.ts';

/** Ends a device's access at once, on every process; its scans from before stay. False when it had ended before. */
export async function revokeDevice(
  at: { fairId: Types.ObjectId; deviceId: Types.ObjectId },
  deps: Pick<Deps, 'now' | 'live'>,
): Promise<boolean> {
  const device = await Device.findOneAndUpdate(
    { _id: at.deviceId, fairId: at.fairId, revokedAt: null },
    { revokedAt: deps.now() },
  ).lean<DeviceFields>();
  if (!device) return false;
  forgetKnownDevice(device);
  deps.live.disconnectDevice(String(device._id), 'revoked');
  return true;
}
