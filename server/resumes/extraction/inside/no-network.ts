import dgram from 'node:dgram';
import net from 'node:net';

/** Nothing in a résumé may reach the network: every way out of this process is closed before the first file comes in. */
export function closeNetwork(): void {
  const refuse = (): never => {
    throw new Error('The reading process has no network');
  };
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  dgram.Socket.prototype.bind = refuse;
  dgram.Socket.prototype.connect = refuse;
  dgram.Socket.prototype.send = refuse;
  for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'])
    Object.defineProperty(globalThis, name, { value: undefined });
}
