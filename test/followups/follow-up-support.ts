import type { Types } from 'mongoose';
import { Desk } from '../../server/checkins/desk-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import type { Deps } from '../../server/deps.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import {
  FollowUp,
  type Audience,
  type FollowUpFields,
} from '../../server/followups/follow-up-model.ts';
import type { RegistrationFields } from '../../server/graduates/registration-model.ts';
import { newToken } from '../../server/web/tokens.ts';
import { aGraduate } from '../support/factories.ts';

/** A graduate who was checked in; `stands: false` is an arrival that was undone. */
export async function anArrival(
  fair: FairFields,
  deps: Deps,
  fields: Partial<RegistrationFields> = {},
  stands = true,
) {
  const graduate = await aGraduate(fair, deps, fields);
  const desk = await Desk.findOneAndUpdate(
    { fairId: fair._id, name: 'East 1' },
    { $setOnInsert: { addedAt: deps.now() } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
  const at = deps.now();
  await Scan.create({
    fairId: fair._id,
    day: fair.days[0]!.date,
    deskId: desk!._id,
    deviceId: desk!._id,
    nonce: newToken(),
    subject: newToken(),
    mode: 'form',
    outcome: 'ok',
    registrationId: graduate._id,
    answer: { outcome: 'ok' },
    scannedAt: at,
    receivedAt: at,
    stands,
    ...(stands ? {} : { undone: { at, by: 'Val' } }),
  });
  return graduate;
}

/** A follow-up as it is stored, a draft unless told otherwise. */
export async function aFollowUp(
  fair: Pick<FairFields, '_id'>,
  audience: Audience,
  fields: Partial<FollowUpFields> = {},
): Promise<FollowUpFields> {
  const made = await FollowUp.create({
    fairId: fair._id,
    audience,
    subject: 'Thank you, {{name}}',
    body: 'Hello {{name}},\n\nsee {{own_page}}',
    state: 'draft',
    createdBy: fair._id,
    createdAt: new Date(),
    ...fields,
  });
  return made.toObject() as unknown as FollowUpFields;
}

export const pageOf = (fair: Pick<FairFields, 'slug'>, id: Types.ObjectId | string = ''): string =>
  `/fairs/${fair.slug}/follow-ups${id ? `/${String(id)}` : ''}`;
