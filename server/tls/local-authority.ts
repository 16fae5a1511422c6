import 'reflect-metadata';
import { X509Certificate, type webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Certificate } from './certificate.ts';
import type { MachineNames } from './machine-names.ts';
import { NAME_CONSTRAINTS, nameConstraints } from './name-constraints.ts';

const DAY_MS = 86_400_000;
/** Phones' clocks may be behind ours. */
const BEFORE_MS = DAY_MS;
const AUTHORITY_DAYS = 5 * 365;
/** Browsers refuse certificates that live longer than 398 days. */
const LEAF_DAYS = 396;
const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };

/** A new authority for this machine. It may vouch for nothing but localhost, .local and private addresses, whoever gets its key. */
export async function makeAuthority(host: string, now: Date): Promise<Certificate> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ O: ['Fairbridge'] }, { CN: [`Fairbridge on ${host}`] }],
    ...lifetime(now, AUTHORITY_DAYS),
    keys,
    signingAlgorithm: SIGNING,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      new x509.Extension(NAME_CONSTRAINTS, true, nameConstraints(['localhost', 'local'])),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: pemOf(certificate), key: await keyPem(keys.privateKey) };
}

/** A certificate of that authority for a server of these names. */
export async function issueLeaf(
  authority: Certificate,
  { names, addresses }: MachineNames,
  now: Date,
): Promise<Certificate> {
  const issuer = new x509.X509Certificate(authority.cert);
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: [{ CN: [names[0] ?? 'localhost'] }],
    issuer: issuer.subjectName.toJSON(),
    ...lifetime(now, LEAF_DAYS, issuer.notAfter),
    publicKey: keys.publicKey,
    signingKey: await readKey(authority.key),
    signingAlgorithm: SIGNING,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: pemOf(certificate), key: await keyPem(keys.privateKey) };
}

const makeKeys = () => crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);

const lifetime = (now: Date, days: number, until = new Date(8.64e15)) => ({
  notBefore: new Date(now.getTime() - BEFORE_MS),
  notAfter: new Date(Math.min(now.getTime() + days * DAY_MS, until.getTime())),
});

/** Positive and never twice: the first bit is 0. */
function newSerial(): string {
  const bytes = Buffer.from(crypto.getRandomValues(new Uint8Array(16)));
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.toString('hex');
}

const pemOf = (certificate: x509.X509Certificate): string =>
  new X509Certificate(Buffer.from(certificate.rawData)).toString();

async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', key)).toString('base64');
  const lines = bytes.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

function readKey(pem: string): Promise<webcrypto.CryptoKey> {
  const bytes = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return crypto.subtle.importKey('pkcs8', bytes, KEY, false, ['sign']);
}
