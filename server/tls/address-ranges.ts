import { BlockList, isIP } from 'node:net';

/** The networks that the local authority may vouch for: nobody reaches them from outside. */
export const privateRanges: { network: string; bits: number }[] = [
  { network: '127.0.0.0', bits: 8 },
  { network: '10.0.0.0', bits: 8 },
  { network: '172.16.0.0', bits: 12 },
  { network: '192.168.0.0', bits: 16 },
  { network: '169.254.0.0', bits: 16 },
  { network: '::1', bits: 128 },
  { network: 'fc00::', bits: 7 },
  { network: 'fe80::', bits: 10 },
];

const ranges = new BlockList();
for (const { network, bits } of privateRanges) ranges.addSubnet(network, bits, familyOf(network));

export const isPrivateAddress = (address: string): boolean =>
  isIP(address) !== 0 && ranges.check(address, familyOf(address));

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** Network and mask as a certificate's name constraint wants them: 8 bytes, or 32. */
export function networkAndMask({ network, bits }: { network: string; bits: number }): Buffer {
  const address = addressBytes(network);
  const mask = Buffer.from(address.map((_, at) => 0xff & ~(0xff >> clamp(bits - at * 8, 8))));
  return Buffer.concat([address, mask]);
}

/** The 4 or 16 bytes of an address. */
export function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = address.split('::');
  const groups = (part = '') => part.split(':').filter(Boolean);
  const [left, right] = [groups(head), groups(tail)];
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  const all = tail === undefined ? left : [...left, ...zeros, ...right];
  return Buffer.concat(all.map((group) => Buffer.from(group.padStart(4, '0'), 'hex')));
}

/** One form of each address: IPv6 in its shortest. */
export const shortAddress = (address: string): string =>
  isIP(address) === 6 ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;

const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value));
