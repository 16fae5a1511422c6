import { trusted, type Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { currentBadge } from '../fairs/issue-badge.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { segmentOf } from '../workforce/segments.ts';
import { changeConsent } from './change-consent.ts';
import { freePlaceOf, givePlace } from './give-place.ts';
import { mailBadge } from './mail-badge.ts';
import { personKeysOf, searchKeysOf } from './person-words.ts';
import { fieldsOf } from './registration-fields.ts';
import type { ChangeInput } from './registration-form.ts';
import { Registration, type RegistrationFields } from './registration-model.ts';

/** Saves what a graduate changed; the email address stays, it is how the registration is known. */
export async function changeRegistration(
  fair: FairFields,
  registration: RegistrationFields,
  input: ChangeInput,
  deps: Deps,
): Promise<void> {
  const { consent, ...fields } = await fieldsOf(fair, input);
  const { base, overlays } = segmentOf(input);
  const badge = await currentBadge(registration._id, deps);
  const person = { ...fields, email: registration.email };
  await Registration.updateOne(
    { _id: registration._id },
    {
      ...fields,
      segment: base,
      overlays,
      personKeys: personKeysOf(person),
      searchKeys: searchKeysOf(person, badge?.short),
      changedAt: deps.now(),
    },
  );
  await changeConsent(registration, consent, 'own-page', deps);
  deps.follow.fairChanged(fair._id);
}

/** Cancels a registration once; its place goes to the next who waits. False when it was canceled before. */
export async function cancelRegistration(
  fair: FairFields,
  registration: RegistrationFields,
  reason: string,
  deps: Deps,
): Promise<boolean> {
  const before = await Registration.findOneAndUpdate(
    { _id: registration._id, state: trusted({ $in: ['active', 'pending'] }) },
    { state: 'canceled', canceledAt: deps.now(), cancelReason: reason },
  ).lean<RegistrationFields>();
  if (!before) return false;
  await freePlaceOf(before);
  if (before.state === 'active') await giveToNext(fair, deps);
  deps.follow.fairChanged(fair._id);
  if (registration.email)
    await queueMail(
      {
        key: `registration-canceled:${String(registration._id)}:${deps.now().getTime()}`,
        to: registration.email,
        template: 'registration-canceled',
        kind: 'service',
        fairId: fair._id,
        data: {
          name: registration.preferredName || registration.name,
          fair: fair.name,
          reason,
          fairUrl: `${deps.config.publicUrl}/fairs/${fair.slug}`,
        },
      },
      deps,
    );
  return true;
}

/** Comes back after a cancellation, with the same badge, if there is a place; else waits. */
export async function reinstateRegistration(
  fair: FairFields,
  registration: RegistrationFields,
  deps: Deps,
) {
  const back = await Registration.findOneAndUpdate(
    { _id: registration._id, state: 'canceled' },
    { state: 'pending', canceledAt: null, cancelReason: '' },
    { returnDocument: 'after' },
  ).lean<RegistrationFields>();
  if (back) await activate(fair, back, deps);
}

/** Gives a waiting registration a place, if there is one, and mails its badge. */
export async function activate(
  fair: FairFields,
  waiting: RegistrationFields,
  deps: Deps,
  evenWhenFull = false,
): Promise<boolean> {
  if (!(await givePlace(waiting, evenWhenFull))) return false;
  const active = await Registration.findById(waiting._id).lean<RegistrationFields>().orFail();
  const badge = await currentBadge(active._id, deps);
  if (badge) await mailBadge(fair, active, badge, `active:${deps.now().getTime()}`, deps);
  deps.follow.fairChanged(fair._id);
  return true;
}

/** Whoever was taken by another cancellation meanwhile is passed over; when the fair is full, nobody is. */
async function giveToNext(fair: FairFields, deps: Deps): Promise<void> {
  for (let next = await nextWaiting(fair._id); next; next = await nextWaiting(fair._id)) {
    if (await activate(fair, next, deps)) return;
    if (await Registration.exists({ _id: next._id, state: 'pending' })) return;
  }
}

const nextWaiting = (fairId: Types.ObjectId) =>
  Registration.findOne({ fairId, state: 'pending' }).sort({ _id: 1 }).lean<RegistrationFields>();
