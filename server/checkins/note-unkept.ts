import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { Device } from './device-model.ts';

/** Counts a refused scan that is one too many to be kept with its device, where the organizer sees it. */
export function noteUnkept(deviceId: Types.ObjectId, deps: Pick<Deps, 'now' | 'background'>): void {
  deps.background.run(
    'counting a scan that is not kept',
    Device.updateOne({ _id: deviceId }, { $inc: { unkept: 1 }, unkeptAt: deps.now() }).exec(),
  );
}
