import { isAdmission } from '../../server/checkins/outcome.ts';
import type { ScanFields } from '../../server/checkins/scan-model.ts';
import type { Sent } from './desk-device.ts';
import type { Findings } from './fault.ts';
import { groupBy } from './group-by.ts';

/** Holds what the devices remember against what the store holds. */
export function checkScans(
  sent: readonly Sent[],
  stored: readonly ScanFields[],
): Pick<Findings, 'lost' | 'doubled' | 'wrong'> {
  const byNonce = groupBy(stored, ({ nonce }) => nonce);
  const lost = sent.filter(({ nonce }) => !byNonce.has(nonce)).map(lostWords);
  const twice = sent
    .filter(({ nonce }) => (byNonce.get(nonce)?.length ?? 0) > 1)
    .map(({ nonce }) => `scan ${nonce} is stored more than once`);
  const wrong = sent.flatMap((scan) => disagreement(scan, byNonce.get(scan.nonce)?.[0]) ?? []);
  return { lost, doubled: [...twice, ...countTwice(stored), ...strangers(sent, stored)], wrong };
}

const lostWords = ({ nonce, answer }: Sent): string =>
  `scan ${nonce} is not in the store${answer ? `, though it was answered ${answer.outcome}` : ''}`;

/** People with more than one arrival that counts, on a day. */
export function countTwice(stored: readonly ScanFields[]): string[] {
  const standing = stored.filter((scan) => scan.stands);
  const people = groupBy(standing, (scan) => `${scan.day} ${String(scan.registrationId)}`);
  return [...people]
    .filter(([, arrivals]) => arrivals.length > 1)
    .map(([who, arrivals]) => `${who} has ${arrivals.length} standing arrivals`);
}

function strangers(sent: readonly Sent[], stored: readonly ScanFields[]): string[] {
  const known = new Set(sent.map(({ nonce }) => nonce));
  return stored
    .filter(({ nonce }) => !known.has(nonce))
    .map(({ nonce }) => `scan ${nonce} was never made`);
}

function disagreement({ nonce, answer, told }: Sent, row: ScanFields | undefined): string | null {
  if (!row) return null;
  if (!answer) return `scan ${nonce} was never answered`;
  if (answer.outcome !== row.outcome || answer.scanId !== String(row._id))
    return `scan ${nonce} was answered ${answer.outcome}, and is stored as ${row.outcome}`;
  if (told && isAdmission(told) && !isAdmission(row.outcome) && !row.conflict)
    return `scan ${nonce}: the device let somebody in who was ${row.outcome}, and nobody is told`;
  return null;
}

/** Everybody who was let in has an arrival that counts; `stands` false is an arrival that was undone. */
export function missingArrivals(stored: readonly ScanFields[]): string[] {
  const idOf = (scan: ScanFields) => `${scan.day} ${String(scan.registrationId)}`;
  const here = new Set(stored.filter((scan) => scan.stands !== undefined).map(idOf));
  const letIn = new Set(stored.filter((scan) => isAdmission(scan.outcome)).map(idOf));
  return [...letIn].filter((who) => !here.has(who)).map((who) => `${who} was let in, uncounted`);
}
