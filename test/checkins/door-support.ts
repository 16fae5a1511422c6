import mongoose from 'mongoose';
import type { KnownDevice } from '../../server/access/load-device.ts';
import { deviceById } from '../../server/checkins/known-device.ts';
import type { ScanMessage, ScanResult } from '../../server/checkins/outcome.ts';
import { recordCheckin } from '../../server/checkins/record-checkin.ts';
import { newToken } from '../../server/web/tokens.ts';
import type { Harness, PairedBrowser } from '../support/harness.ts';

/** What a device sends for a code, with a nonce of its own. */
export const scanOf = (code: string, fields: Partial<ScanMessage> = {}): ScanMessage => ({
  code,
  nonce: newToken(),
  scannedAt: new Date().toISOString(),
  mode: 'camera',
  ...fields,
});

export const byName = (registrationId: unknown, fields: Partial<ScanMessage> = {}): ScanMessage => {
  const { code: _, ...scan } = scanOf('', { mode: 'search', ...fields });
  return { ...scan, registrationId: String(registrationId) };
};

export async function knownOf(paired: PairedBrowser): Promise<KnownDevice> {
  const known = await deviceById(String(paired.deviceId));
  if (!known) throw new Error('this device is not paired');
  return known;
}

/** The use case as a socket and a form call it. */
export async function scanAt(
  paired: PairedBrowser,
  scan: ScanMessage,
  { deps }: Harness,
): Promise<ScanResult> {
  return recordCheckin(scan, await knownOf(paired), deps);
}

/** How many times the store was asked while `work` ran, by collection and operation. */
export async function storeTripsOf(work: () => Promise<unknown>): Promise<string[]> {
  const trips: string[] = [];
  mongoose.set('debug', (collection: string, operation: string) => {
    trips.push(`${collection}.${operation}`);
  });
  try {
    await work();
  } finally {
    mongoose.set('debug', false);
  }
  return trips;
}
