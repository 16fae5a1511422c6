import { networkAndMask, privateRanges } from './address-ranges.ts';

export const NAME_CONSTRAINTS = '2.5.29.30';

const SEQUENCE = 0x30;
/** Tags of the choices that a constraint is made of: permitted subtrees; a DNS name; an address with its mask. */
const PERMITTED = 0xa0;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** The DER value of an extension that lets an authority vouch for these names and ranges only (RFC 5280, 4.2.1.10). */
export function nameConstraints(names: string[], ranges = privateRanges): Buffer {
  const bases = [
    ...names.map((name) => der(DNS_NAME, Buffer.from(name, 'ascii'))),
    ...ranges.map((range) => der(IP_ADDRESS, networkAndMask(range))),
  ];
  return der(SEQUENCE, der(PERMITTED, ...bases.map((base) => der(SEQUENCE, base))));
}

/** Tag, length, value. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(value)]), value]);
}

function lengthOf({ length }: Buffer): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
