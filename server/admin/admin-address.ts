import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';

export const ADMIN_SOCKET = 'admin.sock';

export interface AdminAddress {
  address: string;
  /** Call it once nobody listens or speaks there any more. */
  close(): void;
}

/**
 * Where a running server is spoken to from the same machine: a socket file in its data folder, on Windows a pipe named
 * after it. Paths of sockets may have 107 bytes; the folder's own descriptor gives any folder a short one.
 */
export function adminAddress(dataDir: string): AdminAddress {
  if (process.platform === 'win32') {
    const name = createHash('sha256').update(path.resolve(dataDir).toLowerCase()).digest('hex');
    return { address: `\\\\.\\pipe\\fairbridge-${name.slice(0, 32)}`, close() {} };
  }
  if (process.platform !== 'linux')
    return { address: path.join(dataDir, ADMIN_SOCKET), close() {} };
  const descriptor = openSync(dataDir, 'r');
  return {
    address: `/proc/self/fd/${descriptor}/${ADMIN_SOCKET}`,
    close: () => closeSync(descriptor),
  };
}
