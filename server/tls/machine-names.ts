import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { isPrivateAddress, shortAddress } from './address-ranges.ts';

/** What a browser on this machine or in its network may call it. */
export interface MachineNames {
  names: string[];
  addresses: string[];
}

type Interfaces = Record<string, { address: string; internal: boolean }[] | undefined>;

/** What the machine is called now; networks come and go. */
export const machineNames = (): MachineNames =>
  namesFor(hostname(), networkInterfaces() as Interfaces);

/** Only what the authority may vouch for: localhost, the name in .local, and addresses of private networks. */
export function namesFor(host: string, interfaces: Interfaces): MachineNames {
  const short = host.toLowerCase().split('.')[0] ?? '';
  const local = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(short) ? [`${short}.local`] : [];
  const addresses = ['127.0.0.1', '::1', ...networkAddresses(interfaces)];
  return {
    names: [...new Set(['localhost', ...local])],
    addresses: [...new Set(addresses.filter(isPrivateAddress).map(shortAddress))],
  };
}

/** Addresses by which others in the network reach this machine, IPv4 first; link-local ones need a zone that no browser takes. */
export function networkAddresses(interfaces: Interfaces = networkInterfaces() as Interfaces) {
  return Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ address, internal }) => !internal && !/^(fe[89ab]|169\.254\.)/i.test(address))
    .map(({ address }) => address)
    .sort((a, b) => isIP(a) - isIP(b));
}

/** Whether a certificate for `held` lacks something that the machine is called now. What is gone does no harm. */
export const lacksNames = (held: MachineNames, now: MachineNames): boolean =>
  now.names.some((name) => !held.names.includes(name)) ||
  now.addresses.some((address) => !held.addresses.includes(address));
