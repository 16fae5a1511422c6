import type { Types } from 'mongoose';
import { Desk } from './desk-model.ts';
import { Device, type DeviceFields } from './device-model.ts';
import { troublesOf, type Trouble } from './device-trouble.ts';
import { preflightWords } from './preflight-checks.ts';

export interface DeskRow {
  deskId: string;
  name: string;
  devices: DeviceRow[];
}

export interface DeviceRow {
  deviceId: string;
  /** Of a kiosk: its own name. */
  volunteer: string;
  role: DeviceFields['role'];
  state: 'paired' | 'ended' | 'revoked';
  pairedAt: Date;
  lastSeenAt: Date;
  lastScanAt: Date | null;
  /** Scans that the device has decided and not handed in yet. */
  pending: number;
  /** Percent, if its browser tells. */
  battery: number | null;
  preflight: { kind: string; text: string } | null;
  checkedAt: Date | null;
  troubles: Trouble[];
}

/** Desks of a fair by name, each with the browsers paired to it, newest first. */
export async function desksOf(fairId: Types.ObjectId, now: Date): Promise<DeskRow[]> {
  const [desks, devices] = await Promise.all([
    Desk.find({ fairId }).sort({ name: 1 }).lean(),
    Device.find({ fairId }).sort({ pairedAt: -1 }).limit(500).lean<DeviceFields[]>(),
  ]);
  return desks.map(({ _id, name }) => ({
    deskId: String(_id),
    name,
    devices: devices.filter(({ deskId }) => deskId.equals(_id)).map((each) => rowOf(each, now)),
  }));
}

const rowOf = (device: DeviceFields, now: Date): DeviceRow => ({
  deviceId: String(device._id),
  volunteer: device.volunteer || device.kioskName || 'Unnamed',
  role: device.role,
  state: device.revokedAt ? 'revoked' : device.expiresAt <= now ? 'ended' : 'paired',
  pairedAt: device.pairedAt,
  lastSeenAt: device.lastSeenAt,
  // Devices that were paired before these were kept lack them.
  lastScanAt: device.lastScanAt ?? null,
  pending: device.pending ?? 0,
  battery: device.battery ?? null,
  preflight: preflightWords(device.checks ?? []),
  checkedAt: device.checkedAt ?? null,
  troubles: troublesOf(device),
});
