import { WebSocket } from 'ws';
import { nothingDone, type BareWork, type Done } from './load-work.ts';

const open: WebSocket[] = [];

export async function openBareSockets(work: BareWork): Promise<Done> {
  for (let at = 0; at < work.more; at += 1) {
    const socket = new WebSocket(work.url);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    open.push(socket);
  }
  return nothingDone();
}
