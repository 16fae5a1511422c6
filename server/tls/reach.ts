import { isIPv4 } from 'node:net';
import type { Deps } from '../deps.ts';
import { urlHost } from './https-address.ts';
import { isPrivateAddress } from './address-ranges.ts';
import { networkAddresses } from './machine-names.ts';

type Place = Pick<Deps, 'config' | 'trust'>;

/** How phones reach the server. */
export interface Reach {
  /** Addresses of the site, the likeliest first; never empty. */
  origins: string[];
  /** Whether this is the address of this machine alone, which no phone reaches. */
  onlyHere: boolean;
  /** Whether browsers allow camera and offline there. A local authority must have been installed first. */
  secure: boolean;
  /** Whether the address is a guess because PUBLIC_URL names none that a phone can reach. */
  guessed: boolean;
  /** Where a phone gets the authority of a local certificate. */
  trustPage?: string;
}

const thisMachine = /^(localhost|127\.[\d.]+|\[::1\])$/;
const anywhere = /^0\.0\.0\.0$/;

/** The public address, or, where only this machine knows that one, its addresses in the network. */
export function reachOf(deps: Place, addresses = networkAddresses()): Reach {
  const { publicUrl, host } = deps.config;
  const { hostname, protocol } = new URL(publicUrl);
  const secure = protocol === 'https:';
  const here = { guessed: false, secure, trustPage: trustAt(deps, hostname) };
  if (!thisMachine.test(hostname) && !anywhere.test(hostname) && hostname !== '[::]')
    return { ...here, origins: [publicUrl], onlyHere: false };

  // 0.0.0.0 listens on IPv4 alone.
  const heard = anywhere.test(host) ? addresses.filter(isIPv4) : addresses;
  const usable = deps.trust ? heard.filter(isPrivateAddress) : heard;
  if (thisMachine.test(urlHost(host)) || usable.length === 0)
    return { ...here, origins: [publicUrl], onlyHere: true };
  const origins = usable.map((address) => withHost(publicUrl, urlHost(address)));
  const trustPage = trustAt(deps, urlHost(usable[0] ?? ''));
  return { origins, onlyHere: false, secure, guessed: true, trustPage };
}

/** Where phones get the authority, as far as this machine can tell. */
export const trustPage = (deps: Place): string => reachOf(deps).trustPage ?? '';

const trustAt = ({ trust }: Place, host: string): string | undefined =>
  trust && `http://${host}${trust.httpPort === 80 ? '' : `:${trust.httpPort}`}/trust`;

function withHost(address: string, host: string): string {
  const url = new URL(address);
  url.hostname = host;
  return url.origin;
}
