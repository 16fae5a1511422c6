import { io, type Socket } from 'socket.io-client';

/** A client of the live protocol that has been let in. */
export function connectSocket(url: string, cookie: string, auth: object): Promise<Socket> {
  const socket = io(url, {
    transports: ['websocket'],
    auth: { protocol: 1, ...auth },
    extraHeaders: { cookie },
    forceNew: true,
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}
