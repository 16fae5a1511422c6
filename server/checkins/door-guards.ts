import { guard } from '../access/guards.ts';
import { deviceOf, devicesOnly } from '../access/load-device.ts';
import { Forbidden } from '../web/errors.ts';

export const atTheDoor = devicesOnly('steward', 'supervisor');
export const supervisors = devicesOnly('supervisor');

/** A device whose access has ended may hand in its scans: they are judged by when they were made. */
export const everPaired = guard('devices, ended ones too', (_req, res) =>
  deviceOf(res) && deviceOf(res).device.role !== 'kiosk'
    ? true
    : new Forbidden('This browser is not paired to a desk of this fair.'),
);
