import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';

/** A certificate with its chain, and the key that fits it, as PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

/** The files that TLS_CERT and TLS_KEY name; links are followed, as certbot's to the newest ones. */
export async function readCertificate(files: Certificate): Promise<Certificate> {
  const [cert, key] = await Promise.all([
    readFile(files.cert, 'utf8'),
    readFile(files.key, 'utf8'),
  ]);
  return { cert, key };
}

/** Throws when one of the two cannot be read, or when they do not belong together. */
export function checkCertificate(certificate: Certificate): void {
  // A file that is being written is empty for a moment, and Node takes an empty key for none at all.
  if (!certificate.cert.trim() || !certificate.key.trim())
    throw new Error('the certificate or its key is empty');
  createSecureContext(certificate);
}
