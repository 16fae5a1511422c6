import net from 'node:net';

export interface TcpProxy {
  url: string;
  /** From now on every byte is swallowed, in both directions, and nobody is told. */
  swallow(): void;
  /** Clients whose connection has been ended by the server. */
  ended(): number;
  close(): void;
}

/** Stands between clients and a server, and can fall silent as a network does. */
export async function tcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<[net.Socket, net.Socket]>();
  let silent = false;
  let ended = 0;
  const proxy = net.createServer((near) => {
    const far = net.connect(Number(port), hostname);
    pairs.add([near, far]);
    const carry = (from: net.Socket, to: net.Socket) =>
      from.on('data', (bytes) => void (silent || to.write(bytes))).on('error', () => {});
    carry(near, far);
    carry(far, near);
    far.once('close', () => {
      ended += 1;
      // A silent network tells the client nothing of it, either.
      if (!silent) near.destroy();
    });
    near.once('close', () => silent || far.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as net.AddressInfo).port}`,
    swallow: () => void (silent = true),
    ended: () => ended,
    close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      proxy.close();
    },
  };
}
