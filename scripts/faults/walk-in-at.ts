import type { DeskDevice } from './desk-device.ts';
import type { Hall } from './hall.ts';
import { probe } from './probe.ts';

const rest = { stage: 'first', health: 'Not yet', technical: 'Not yet', consent: 'ask' };

/** Sends the form of a walk-in as a supervisor's page does. */
export function walkInAt({ url, fair }: Hall) {
  return (desk: Pick<DeskDevice, 'cookie' | 'csrf'>, fields: Record<string, string>) =>
    probe(`${url}/desk/${fair.slug}/walk-ins`, {
      method: 'POST',
      body: new URLSearchParams({ ...rest, role1: 'CC-3', ...fields }),
      headers: {
        cookie: desk.cookie,
        origin: url,
        'x-csrf-token': desk.csrf,
        accept: 'text/html',
      },
    });
}
