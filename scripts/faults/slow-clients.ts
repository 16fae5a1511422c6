import net from 'node:net';

export interface SlowClients {
  /** How many the server has got rid of. */
  cut(): number;
  close(): void;
}

const EVERY_MS = 1000;

/** Connections that send a request one header at a time and never end it. */
export function slowClients(url: string, count: number): SlowClients {
  const { hostname, port } = new URL(url);
  let cut = 0;
  const sockets = Array.from({ length: count }, () => {
    const socket = net.connect(Number(port), hostname);
    socket.on('error', () => {}).once('close', () => (cut += 1));
    socket.write('GET / HTTP/1.1\r\nHost: fair.example\r\n');
    return socket;
  });
  const dripping = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('X-Slow: 1\r\n');
  }, EVERY_MS);
  return {
    cut: () => cut,
    close() {
      clearInterval(dripping);
      for (const socket of sockets) socket.removeAllListeners('close').destroy();
    },
  };
}
