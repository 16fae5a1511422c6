import { isValidObjectId, Types } from 'mongoose';
import { forgetDevice, type KnownDevice } from '../access/load-device.ts';
import { shortCache } from '../access/short-cache.ts';
import { Fair, type FairFields } from '../fairs/fair-model.ts';
import { Desk, type DeskFields } from './desk-model.ts';
import { Device, type DeviceFields } from './device-model.ts';

const devicesById = shortCache(async (deviceId): Promise<KnownDevice | null> => {
  if (!isValidObjectId(deviceId)) return null;
  const device = await Device.findById(new Types.ObjectId(deviceId)).lean<DeviceFields>();
  if (!device) return null;
  const [desk, fair] = await Promise.all([
    Desk.findById(device.deskId).lean<DeskFields>(),
    Fair.findById(device.fairId).lean<FairFields>(),
  ]);
  return desk && fair ? { device, desk, fair } : null;
});

/** A device as a socket names it; revoked and expired ones too. Never older than a second. */
export const deviceById = (deviceId: string): Promise<KnownDevice | null> =>
  devicesById.get(deviceId);

/** After a revocation this process knows at once. */
export function forgetKnownDevice({ _id, tokenHash }: Pick<DeviceFields, '_id' | 'tokenHash'>) {
  forgetDevice(tokenHash);
  devicesById.forget(String(_id));
}
