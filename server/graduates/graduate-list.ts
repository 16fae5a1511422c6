import { trusted, type Types } from 'mongoose';
import { segmentById } from '../workforce/segments.ts';
import { beginningWith, fold } from './person-words.ts';
import { Registration, type RegistrationFields } from './registration-model.ts';

interface Asked {
  state: 'active' | 'pending' | 'canceled' | 'all';
  q: string;
  page: number;
}

/** One page of the organizer's list, newest first, with its total. Words are found by their beginnings. */
export async function graduatePage(fairId: Types.ObjectId, asked: Asked, size: number) {
  const word = asked.q.includes('@') ? asked.q.toLowerCase() : fold(asked.q);
  const filter = {
    fairId,
    ...(asked.state === 'all' ? {} : { state: asked.state }),
    ...(word ? { searchKeys: trusted({ $regex: beginningWith(word) }) } : {}),
  };
  const [total, rows] = await Promise.all([
    Registration.countDocuments(filter),
    Registration.find(filter)
      .sort({ _id: -1 })
      .skip((asked.page - 1) * size)
      .limit(size)
      .lean<RegistrationFields[]>(),
  ]);
  return {
    total,
    page: asked.page,
    pages: Math.max(1, Math.ceil(total / size)),
    graduates: rows.map(toRow),
  };
}

const toRow = (registration: RegistrationFields) => ({
  id: String(registration._id),
  name: registration.name,
  preferredName: registration.preferredName,
  email: registration.email,
  school: registration.school,
  roles: registration.roles,
  segment: segmentById(registration.segment)?.label ?? registration.segment,
  state: registration.state,
  attention: registration.attention,
  walkIn: registration.walkIn,
});
