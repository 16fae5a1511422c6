import { trusted } from 'mongoose';
import type { Deps } from '../deps.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import { Suppression, type SuppressionFields } from './suppression-model.ts';
import { addressKey } from './unsubscribe-token.ts';

type Keys = Pick<Deps, 'secrets'>;
export type SuppressionReason = SuppressionFields['why'];

/** No more bulk mail to this address. A bounce never weakens what a person asked for. */
export function suppress(
  address: string,
  why: SuppressionReason,
  deps: Keys & Pick<Deps, 'now'>,
): Promise<void> {
  return suppressKey(addressKey(deps.secrets.unsubscribeKey, address), why, deps.now());
}

export async function suppressKey(key: string, why: SuppressionReason, now: Date): Promise<void> {
  const filter = { addressKey: key };
  const change = why === 'bounced' ? { $setOnInsert: { why, since: now } } : { why, since: now };
  try {
    await Suppression.updateOne(filter, change, { upsert: true });
  } catch (error) {
    // Two clicks at once: the other one has made the row.
    if (!isDuplicateKey(error)) throw error;
    await Suppression.updateOne(filter, change);
  }
}

/** Bulk mail to this address is welcome again. */
export async function liftSuppression(key: string): Promise<void> {
  await Suppression.deleteOne({ addressKey: key });
}

export const findSuppression = (key: string): Promise<SuppressionFields | null> =>
  Suppression.findOne({ addressKey: key }).lean<SuppressionFields>();

export async function isSuppressed(address: string, deps: Keys): Promise<boolean> {
  return (await findSuppression(addressKey(deps.secrets.unsubscribeKey, address))) !== null;
}

/** Those of the addresses that take no bulk mail, in one read. */
export async function suppressedAmong(addresses: string[], deps: Keys): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const keys = new Map(
    addresses.map((address) => [addressKey(deps.secrets.unsubscribeKey, address), address]),
  );
  const found = await Suppression.find({ addressKey: trusted({ $in: [...keys.keys()] }) })
    .select('addressKey')
    .lean();
  return new Set(found.map((each) => keys.get(each.addressKey)!));
}
