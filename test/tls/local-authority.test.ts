import { X509Certificate } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Certificate } from '../../server/tls/certificate.ts';
import { issueLeaf, makeAuthority } from '../../server/tls/local-authority.ts';
import type { MachineNames } from '../../server/tls/machine-names.ts';
import { now, verdictOn } from './tls-support.ts';

const DAY_MS = 86_400_000;

describe('an authority that this machine made', () => {
  let authority: Certificate;
  beforeAll(async () => {
    authority = await makeAuthority('fair-box', now());
  });

  /** What a program that trusts the authority says of a server with such a leaf, asked for by that name. */
  async function verdict(names: MachineNames, servername: string, ca = authority.cert) {
    const server = https.createServer(await issueLeaf(authority, names, now()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // An address is not sent as the server's name; the certificate is checked against it all the same.
    const given = await verdictOn(port, { ca, servername: '', host: servername });
    server.close();
    return given;
  }
  const dns = (name: string) => ({ names: [name], addresses: [] });
  const ip = (address: string) => ({ names: [], addresses: [address] });

  it.each([
    ['localhost', dns('localhost')],
    ['fair-box.local', dns('fair-box.local')],
    ['127.0.0.1', ip('127.0.0.1')],
    ['10.1.2.3', ip('10.1.2.3')],
    ['172.31.255.254', ip('172.31.255.254')],
    ['192.168.7.9', ip('192.168.7.9')],
    ['fd12:3456::9', ip('fd12:3456::9')],
  ])('is believed for %s', async (name, names) => {
    expect(await verdict(names, name)).toBe('trusted');
  });

  it.each([
    ['bank.example', dns('bank.example')],
    ['fair-box', dns('fair-box')],
    ['localhost.example', dns('localhost.example')],
    ['172.32.0.1', ip('172.32.0.1')],
    ['192.169.0.1', ip('192.169.0.1')],
    ['8.8.8.8', ip('8.8.8.8')],
    ['2001:db8::1', ip('2001:db8::1')],
  ])('is not believed for %s, even by who trusts it', async (name, names) => {
    expect(await verdict(names, name)).toBe('permitted subtree violation');
  });

  it('is believed by nobody who has not installed it, nor for another name of its own kind', async () => {
    const other = await makeAuthority('fair-box', now());
    expect(await verdict(dns('localhost'), 'localhost', other.cert)).not.toBe('trusted');
    expect(await verdict(dns('a.local'), 'b.local')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('is an authority of P-256 that may make no other', () => {
    const read = new X509Certificate(authority.cert);
    expect(read.ca).toBe(true);
    expect(read.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.subject).toContain('CN=Fairbridge on fair-box');
  });

  it('signs for servers only, for at most 397 days and never beyond its own end', async () => {
    const read = new X509Certificate((await issueLeaf(authority, dns('localhost'), now())).cert);
    const days = (Date.parse(read.validTo) - Date.parse(read.validFrom)) / DAY_MS;
    expect(days).toBeGreaterThan(390);
    expect(days).toBeLessThanOrEqual(397);
    expect([read.ca, read.keyUsage]).toEqual([false, ['1.3.6.1.5.5.7.3.1']]);

    const late = new Date(Date.parse(new X509Certificate(authority.cert).validTo) - 5 * DAY_MS);
    const last = new X509Certificate((await issueLeaf(authority, dns('localhost'), late)).cert);
    expect(last.validTo).toBe(new X509Certificate(authority.cert).validTo);
  });
});
