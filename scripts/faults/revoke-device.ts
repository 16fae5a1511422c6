import type { DeskDevice } from './desk-device.ts';
import type { Hall } from './hall.ts';
import { probe } from './probe.ts';

/** Presses “revoke” as the organizer does. The desks are told apart by their names, which the pairing gave in order. */
export async function revoker({ url, fair }: Hall) {
  const headers = { cookie: fair.owner.cookie, origin: url, 'x-csrf-token': fair.owner.csrf };
  const { text } = await probe(`${url}/fairs/${fair.slug}/desks`, {
    headers: { ...headers, accept: 'text/html' },
  });
  const ids = new Map<string, string>();
  for (const part of text.split('id="desk-').slice(1)) {
    const name = />(Desk \d+)</.exec(part)?.[1];
    const id = /devices\/([0-9a-f]{24})\/revoked/.exec(part)?.[1];
    if (name && id) ids.set(name, id);
  }
  return async (desk: DeskDevice): Promise<number> => {
    const at = `${url}/fairs/${fair.slug}/desks/devices/${ids.get(desk.name)}/revoked`;
    const { status } = await probe(at, { method: 'POST', headers });
    return status;
  };
}
