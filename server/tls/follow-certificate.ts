import type https from 'node:https';
import { repeat, type Job } from '../jobs/repeat.ts';
import type { Logger } from '../logger.ts';
import { checkCertificate, type Certificate } from './certificate.ts';

const EVERY_MS = 30_000;

export interface Followed {
  server: Pick<https.Server, 'setSecureContext'>;
  /** What the server began with. */
  inUse: Certificate;
  /** What it should have now. */
  current(): Promise<Certificate>;
  log: Logger;
  everyMs?: number;
}

/**
 * Gives the server a renewed certificate without a restart: connections that stand keep theirs, new ones get it. What
 * cannot be used is reported once, and the old one stays; so does a certificate that was written before its key.
 */
export function followCertificate(followed: Followed): Job {
  const { server, current, log, everyMs = EVERY_MS } = followed;
  let inUse = textOf(followed.inUse);
  let refused = '';

  return repeat('picking up a renewed certificate', everyMs, look, log);

  async function look(): Promise<void> {
    let found = '';
    try {
      const certificate = await current();
      found = textOf(certificate);
      if (found === inUse || found === refused) return;
      checkCertificate(certificate);
      server.setSecureContext(certificate);
      inUse = found;
      refused = '';
      log.info('the certificate was renewed');
    } catch (error) {
      const unreadable = found || String(error);
      if (unreadable === refused) return;
      refused = unreadable;
      log.error({ error }, 'the renewed certificate cannot be used: the old one stays');
    }
  }
}

const textOf = ({ cert, key }: Certificate): string => `${cert}\n${key}`;
