import { guard } from '../access/guards.ts';
import { deviceOf, devicesOnly } from '../access/load-device.ts';
import { Forbidden } from '../web/errors.ts';

export const atTheDoor = devicesOnly('steward', 'supervisor');
export const supervisors = devicesOnly('supervisor');

/** A device whose access has ended may hand in its scans: they are judged by when they were made. */
export const everPaired = guard('devices, ended ones too', (_req, res) => {
  const role = deviceOf(res)?.device.role;
  if (role === 'kiosk')
    return new Forbidden('This browser is a kiosk and opens no other page of the desk.');
  return role ? true : new Forbidden('This browser is not paired to a desk of this fair.');
});
