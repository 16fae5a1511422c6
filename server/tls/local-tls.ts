import { X509Certificate } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import type { Logger } from '../logger.ts';
import { shortAddress } from './address-ranges.ts';
import { checkCertificate, type Certificate } from './certificate.ts';
import { certificateFolder, keepFirst, keepNewest, readKept } from './kept-certificates.ts';
import { issueLeaf, makeAuthority } from './local-authority.ts';
import { lacksNames, machineNames, type MachineNames } from './machine-names.ts';

const DAY_MS = 86_400_000;
/** A leaf is made anew when it ends sooner than that, and so is an authority when the server starts. */
const RENEW_BEFORE_MS = 30 * DAY_MS;

export interface LocalTls {
  /** PEM of the authority: what phones install. */
  authority: string;
  /** A leaf that fits what the machine is called now; the same one as long as it does. */
  current(): Promise<Certificate>;
}

export interface LocalTlsDeps {
  now(): Date;
  log: Logger;
  names?: () => MachineNames;
}

/** The authority of this machine, made once and kept in the data folder, and the leaf that it signs for the server. */
export async function localTls(dataDir: string, deps: LocalTlsDeps): Promise<LocalTls> {
  const folder = await certificateFolder(dataDir);
  const authority = await keptAuthority(path.join(folder, 'authority.pem'), deps);
  const file = path.join(folder, 'leaf.pem');
  const names = deps.names ?? machineNames;

  return {
    authority: authority.cert,
    async current() {
      const kept = await readKept(file);
      if (kept && isGoodLeaf(kept, authority.cert, names(), deps.now())) return kept;
      const made = await issueLeaf(authority, names(), deps.now());
      await keepNewest(file, made);
      deps.log.info({ for: names() }, 'made a local certificate for this machine');
      return made;
    },
  };
}

async function keptAuthority(file: string, { now, log }: LocalTlsDeps): Promise<Certificate> {
  const kept = await readKept(file);
  if (kept && isUsable(kept) && endsIn(kept.cert, now()) > RENEW_BEFORE_MS) return kept;
  const made = await makeAuthority(hostname(), now());
  if (!kept) return keepFirst(file, made);
  log.warn('made a new local authority: the old one was at its end; devices must install it again');
  await keepNewest(file, made);
  return made;
}

function isGoodLeaf(kept: Certificate, authority: string, names: MachineNames, now: Date): boolean {
  if (!isUsable(kept)) return false;
  const leaf = new X509Certificate(kept.cert);
  return (
    leaf.verify(new X509Certificate(authority).publicKey) &&
    endsIn(kept.cert, now) > RENEW_BEFORE_MS &&
    !lacksNames(namesIn(leaf), names)
  );
}

function isUsable(kept: Certificate): boolean {
  try {
    checkCertificate(kept);
    return true;
  } catch {
    return false;
  }
}

const endsIn = (cert: string, now: Date): number =>
  Date.parse(new X509Certificate(cert).validTo) - now.getTime();

/** As the certificate says them: `DNS:localhost, IP Address:127.0.0.1`, IPv6 in full. */
function namesIn(leaf: X509Certificate): MachineNames {
  const entries = (leaf.subjectAltName ?? '').split(', ').map((each) => each.split(/:(.*)/s));
  const of = (kind: string) => entries.flatMap(([is, value = '']) => (is === kind ? [value] : []));
  return { names: of('DNS'), addresses: of('IP Address').map(shortAddress) };
}
