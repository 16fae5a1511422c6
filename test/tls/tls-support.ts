import { createConnection } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { connect, type ConnectionOptions } from 'node:tls';
import type { Certificate } from '../../server/tls/certificate.ts';
import { issueLeaf, makeAuthority } from '../../server/tls/local-authority.ts';

export const now = () => new Date();
export const home = { names: ['localhost'], addresses: ['127.0.0.1', '::1'] };

/** A certificate for this machine, of an authority of its own. */
export async function aCertificate(): Promise<Certificate> {
  return issueLeaf(await makeAuthority('test', now()), home, now());
}

export const serialOf = ({ cert }: Certificate): string => new X509Certificate(cert).serialNumber;

/** The serial number of the certificate that a new connection is shown, whoever signed it. */
export async function shownAt(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve).once('error', reject);
  });
  const { serialNumber } = socket.getPeerCertificate();
  socket.destroy();
  return serialNumber;
}

/** Says "trusted", or the reason why a program that knows this authority hangs up. */
export function verdictOn(port: number, options: ConnectionOptions): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ socket: createConnection(port, '127.0.0.1'), ...options }, () => {
      socket.destroy();
      resolve('trusted');
    });
    socket.once('error', (error: NodeJS.ErrnoException) =>
      // Node has no code of its own for some of OpenSSL's reasons.
      resolve(!error.code || error.code === 'UNSPECIFIED' ? error.message : error.code),
    );
  });
}

/** Waits until something is as it should be; fails after five seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 250; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('not within five seconds');
}
