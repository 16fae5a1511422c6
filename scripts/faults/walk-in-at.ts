import type { DeskDevice } from './desk-device.ts';
import type { Hall } from './hall.ts';
import { probe } from './probe.ts';

const rest = { stage: 'first', health: 'Not yet', technical: 'Not yet', consent: 'ask' };

type Poster = Pick<DeskDevice, 'cookie' | 'csrf'>;

/** Sends a form of the desk as a supervisor's page does. */
export function formAt({ url, fair }: Pick<Hall, 'url' | 'fair'>) {
  return (desk: Poster, path: string, fields: Record<string, string>) =>
    probe(`${url}/desk/${fair.slug}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: {
        cookie: desk.cookie,
        origin: url,
        'x-csrf-token': desk.csrf,
        accept: 'text/html',
      },
    });
}

/** Sends the form of a walk-in as a supervisor's page does. */
export function walkInAt(hall: Pick<Hall, 'url' | 'fair'>) {
  const send = formAt(hall);
  return (desk: Poster, fields: Record<string, string>) =>
    send(desk, '/walk-ins', { ...rest, role1: 'CC-3', ...fields });
}
