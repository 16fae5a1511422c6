import type { Types } from 'mongoose';
import { ConsentRecord } from './consent-record-model.ts';

/** Whether a choice for the whole fair was ever said and stands: the one on the registration alone may be a default. */
export async function hasConsentRecord(registrationId: Types.ObjectId): Promise<boolean> {
  const standing = { registrationId, enrollmentId: null, withdrawnAt: null };
  return (await ConsentRecord.exists(standing)) !== null;
}
