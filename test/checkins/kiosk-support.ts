import { Device } from '../../server/checkins/device-model.ts';
import { hashPin } from '../../server/checkins/kiosk-pin.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { newToken } from '../../server/web/tokens.ts';
import type { Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

export const PIN = '4711';

export type Kiosk = Awaited<ReturnType<typeof pairKiosk>>;

/** A browser that is a kiosk and is left by the PIN above, and the address of its pages. */
export async function pairKiosk(harness: Harness, fair: FairFields) {
  const paired = await harness.pairDevice(fair, 'kiosk', 'Lobby');
  await Device.updateOne({ _id: paired.deviceId }, { pinHash: await hashPin(PIN) });
  return { ...paired, at: `/desk/${fair.slug}/kiosk` };
}

/** What the script of a kiosk sends for a code, with a nonce of its own. */
export const kioskScanOf = (code: string) => ({ code, nonce: newToken(), mode: 'keyboard' });

/** Sends as the script of a kiosk does. */
export const sendJson = (browser: Visitor, path: string, body: object) =>
  browser.post(path).type('json').set('Accept', 'application/json').send(body);
