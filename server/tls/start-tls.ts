import type http from 'node:http';
import https from 'node:https';
import type { Config } from '../config.ts';
import type { Job } from '../jobs/repeat.ts';
import type { Logger } from '../logger.ts';
import { checkCertificate, readCertificate, type Certificate } from './certificate.ts';
import { followCertificate } from './follow-certificate.ts';

export interface Tls {
  /** What the server begins with. */
  certificate: Certificate;
  /** PEM of the authority that this machine made itself; unset with a certificate from outside. */
  authority?: string;
  /** Gives the server every renewed certificate until it is stopped. */
  follow(server: http.Server | https.Server): Job;
}

interface TlsDeps {
  now(): Date;
  log: Logger;
}

/** The certificate that the settings ask for; undefined for plain HTTP. Throws when it cannot be used. */
export async function startTls(config: Config, deps: TlsDeps): Promise<Tls | undefined> {
  if (config.localTls) return ownCertificate(config.dataDir, deps);
  if (!config.tlsCert || !config.tlsKey) return undefined;
  const files = { cert: config.tlsCert, key: config.tlsKey };
  return follows(() => readCertificate(files), deps, 'TLS_CERT and TLS_KEY cannot be used');
}

async function ownCertificate(dataDir: string, deps: TlsDeps): Promise<Tls> {
  // Only who asks for it pays for the library that makes certificates.
  const { localTls } = await import('./local-tls.ts');
  const local = await localTls(dataDir, deps);
  const tls = await follows(local.current, deps, 'the local certificate cannot be used');
  return { ...tls, authority: local.authority };
}

async function follows(
  current: () => Promise<Certificate>,
  { log }: TlsDeps,
  trouble: string,
): Promise<Tls> {
  const certificate = await current();
  try {
    checkCertificate(certificate);
  } catch (error) {
    throw new Error(`${trouble}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return {
    certificate,
    follow(server) {
      if (!(server instanceof https.Server)) throw new Error('a certificate needs an HTTPS server');
      return followCertificate({ server, inUse: certificate, current, log });
    },
  };
}
