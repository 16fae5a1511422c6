import { isIPv6 } from 'node:net';

/** The same page on the HTTPS listener, under the host that was asked for; null when that is no host at all. */
export function httpsAddress(hostHeader: string, httpsPort: number, path: string): string | null {
  if (!URL.canParse(`http://${hostHeader}`)) return null;
  const { hostname, pathname, username } = new URL(`http://${hostHeader}`);
  if (pathname !== '/' || username) return null;
  return `https://${hostname}${httpsPort === 443 ? '' : `:${httpsPort}`}${path}`;
}

/** An address as it stands in a URL. */
export const urlHost = (address: string): string => (isIPv6(address) ? `[${address}]` : address);
