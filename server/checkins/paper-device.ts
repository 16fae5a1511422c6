import type { Types } from 'mongoose';
import type { KnownDevice } from '../access/load-device.ts';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { Desk, type DeskFields } from './desk-model.ts';

const PAPER_DESK = 'Paper list';

/** Paper has no device: the organizer who enters it stands in, at a desk of its own. */
export async function paperDevice(
  fair: FairFields,
  accountId: Types.ObjectId,
  volunteer: string,
  deps: Deps,
): Promise<KnownDevice> {
  const ever = { pairedAt: new Date(0), expiresAt: new Date(8.64e15), revokedAt: null };
  const device = {
    _id: accountId,
    fairId: fair._id,
    role: 'supervisor',
    tokenHash: '',
    volunteer,
    lastSeenAt: deps.now(),
    ...ever,
  };
  const desk = await paperDesk(fair._id, deps);
  return { device: { ...device, deskId: desk._id } as KnownDevice['device'], desk, fair };
}

async function paperDesk(fairId: Types.ObjectId, deps: Deps): Promise<DeskFields> {
  const of = { fairId, name: PAPER_DESK };
  try {
    await Desk.create({ ...of, addedAt: deps.now() });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return Desk.findOne(of).lean<DeskFields>().orFail();
}
