import type { Types } from 'mongoose';
import { Scan, type ScanFields } from '../../../server/checkins/scan-model.ts';
import { insideKey, type Ledger } from '../ledger.ts';

/** Everybody who came is in exactly once a day, nobody else is, and each scan is on record as it was answered. */
export async function checkArrivals(fairId: Types.ObjectId, ledger: Ledger): Promise<string[]> {
  const stored = await Scan.find({ fairId }).lean<ScanFields[]>();
  return [...wrongStanding(stored, ledger), ...wrongScans(stored, ledger)];
}

function wrongStanding(stored: ScanFields[], { inside }: Ledger): string[] {
  const standing = new Map<string, number>();
  for (const { stands, day, registrationId } of stored) {
    if (stands !== true) continue;
    const key = insideKey(day ?? 'no day', String(registrationId));
    standing.set(key, (standing.get(key) ?? 0) + 1);
  }
  const missing = [...inside].filter((key) => !standing.has(key));
  const strangers = [...standing.keys()].filter((key) => !inside.has(key));
  const doubles = [...standing].filter(([, count]) => count > 1).map(([key]) => key);
  return [
    ...missing.map((key) => `${key} came and is not admitted`),
    ...strangers.map((key) => `${key} is admitted and did not come`),
    ...doubles.map((key) => `${key} is admitted more than once`),
  ];
}

function wrongScans(stored: ScanFields[], { scans, walkIns }: Ledger): string[] {
  const byNonce = new Map<string, ScanFields[]>();
  for (const scan of stored) {
    if (scan.mode === 'walk-in') continue;
    byNonce.set(scan.nonce, [...(byNonce.get(scan.nonce) ?? []), scan]);
  }
  const wrong: string[] = [];
  for (const { nonce, outcome } of scans) {
    const found = byNonce.get(nonce) ?? [];
    if (found.length !== 1) wrong.push(`scan ${nonce} is stored ${found.length} times`);
    else if (found[0]!.outcome !== outcome)
      wrong.push(`scan ${nonce} was answered ${outcome} and stored as ${found[0]!.outcome}`);
    byNonce.delete(nonce);
  }
  for (const nonce of byNonce.keys()) wrong.push(`scan ${nonce} is stored and nobody sent it`);
  const atDesk = stored.filter(({ mode }) => mode === 'walk-in').length;
  if (atDesk !== walkIns.length)
    wrong.push(
      `${walkIns.length} walk-ins were registered, ${atDesk} scans of walk-ins are stored`,
    );
  return wrong;
}
