import { trusted } from 'mongoose';
import { Fair } from '../fairs/fair-model.ts';
import { newToken } from '../web/tokens.ts';
import { Registration, type RegistrationFields } from './registration-model.ts';

type Placed = Pick<RegistrationFields, '_id' | 'fairId'>;

/**
 * Gives a waiting registration one of the fair's places and says whether this call did it. The place is counted first,
 * in the same write that notes for whom: whoever comes after a crash finds that note, and counts nothing again.
 */
export async function givePlace(waiting: Placed, evenWhenFull = false): Promise<boolean> {
  const { _id, fairId } = waiting;
  const token = await countPlace(waiting, evenWhenFull);
  if (!token) return false;
  const active = await Registration.updateOne(
    { _id, state: 'pending' },
    { state: 'active', placeToken: token },
  );
  if (active.modifiedCount === 0 && !(await standsBy(waiting, token))) {
    await giveBack(waiting, token);
    return false;
  }
  await forgetPlacing({ fairId, placeToken: token });
  return active.modifiedCount === 1;
}

/** One conditional update, so that two at once cannot both get the last place; null when there is none. */
async function countPlace({ _id, fairId }: Placed, evenWhenFull: boolean): Promise<string | null> {
  const fair = await Fair.findById(fairId).select('capacity placing').lean().orFail();
  const begun = fair.placing?.find((each) => each.registrationId.equals(_id));
  if (begun) return begun.token;
  const token = newToken();
  const counted = await Fair.updateOne(
    {
      _id: fairId,
      'placing.registrationId': trusted({ $ne: _id }),
      ...(evenWhenFull ? {} : { placesTaken: trusted({ $lt: fair.capacity }) }),
    },
    { $inc: { placesTaken: 1 }, $push: { placing: { registrationId: _id, token } } },
  );
  if (counted.modifiedCount === 1) return token;
  const meanwhile = await Fair.findById(fairId).select('placing').lean().orFail();
  return meanwhile.placing.find((each) => each.registrationId.equals(_id))?.token ?? null;
}

/** Another process has written it down between our two writes. Who was taken back meanwhile is gone, and stands by nothing. */
async function standsBy({ _id }: Placed, token: string): Promise<boolean> {
  const now = await Registration.findById(_id).select('state placeToken').lean();
  return now?.state === 'active' && now.placeToken === token;
}

/** It is written on the registration now: the note about it has done its work. */
export async function forgetPlacing({
  fairId,
  placeToken,
}: Pick<RegistrationFields, 'fairId' | 'placeToken'>): Promise<void> {
  if (placeToken)
    await Fair.updateOne(
      { _id: fairId, 'placing.token': placeToken },
      { $pull: { placing: { token: placeToken } } },
    );
}

async function giveBack({ fairId }: Pick<Placed, 'fairId'>, token: string): Promise<void> {
  await Fair.updateOne(
    { _id: fairId, 'placing.token': token },
    { $inc: { placesTaken: -1 }, $pull: { placing: { token } } },
  );
}

/** After a cancellation; `before` is the registration as it was. A place that was only begun is given back, too. */
export async function freePlaceOf(before: RegistrationFields): Promise<void> {
  const { _id, fairId, state, placeToken } = before;
  if (state === 'active')
    await Fair.updateOne(
      { _id: fairId },
      {
        $inc: { placesTaken: -1 },
        ...(placeToken ? { $pull: { placing: { token: placeToken } } } : {}),
      },
    );
  else
    await Fair.updateOne(
      { _id: fairId, 'placing.registrationId': _id },
      { $inc: { placesTaken: -1 }, $pull: { placing: { registrationId: _id } } },
    );
}
