import { X509Certificate } from 'node:crypto';

/** The authority as it is handed out: never with its key. */
export interface Handout {
  /** What a device's list of authorities calls it. */
  name: string;
  /** SHA-256, as devices show it: pairs of digits. */
  fingerprint: string;
  until: Date;
  der: Buffer;
}

export function handoutOf(pem: string): Handout {
  const read = new X509Certificate(pem);
  return {
    name: /^CN=(.*)$/m.exec(read.subject)?.[1] ?? 'Fairbridge',
    fingerprint: read.fingerprint256.replaceAll(':', ' '),
    until: new Date(read.validTo),
    der: read.raw,
  };
}

export type DeviceKind = 'android' | 'apple' | 'windows' | 'mac' | 'other';

/** Whose steps are opened first; all of them are on the page, because browsers do not always say what they are. */
export function deviceKind(userAgent = ''): DeviceKind {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'apple';
  if (/Android/.test(userAgent)) return 'android';
  if (/Windows/.test(userAgent)) return 'windows';
  return /Macintosh/.test(userAgent) ? 'mac' : 'other';
}
