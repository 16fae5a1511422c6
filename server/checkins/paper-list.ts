import { trusted, type Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import { drawBadge, printedShort } from '../fairs/badge-code.ts';
import { Badge } from '../fairs/badge-model.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { filedName, isFiledBetween, surnameOf } from '../graduates/person-words.ts';
import { Registration, type RegistrationFields } from '../graduates/registration-model.ts';
import { arrivalTimes } from './arrivals.ts';

export interface PaperPerson {
  name: string;
  school: string;
  code: string;
  since: Date | null;
}

export interface PaperChoice {
  day: string;
  by: 'surname' | 'code';
  from: string;
  to: string;
}

const AT_ONCE = 1000;

/** Everybody who may come on a day, as a printed list shows them: no address, no phone number. */
export async function paperList(
  fair: FairFields,
  { day, by, from, to }: PaperChoice,
  deps: Pick<Deps, 'secrets'>,
): Promise<PaperPerson[]> {
  const active = await Registration.find({ fairId: fair._id, state: 'active' })
    .select('name preferredName school days')
    .lean<RegistrationFields[]>();
  const expected = active.filter(
    (each) => each.days.includes(day) && isFiledBetween(surnameOf(each.name), from, to),
  );
  const people = [];
  for (let at = 0; at < expected.length; at += AT_ONCE)
    people.push(...(await withCodes(expected.slice(at, at + AT_ONCE), { day, by }, deps)));
  const key = by === 'code' ? 'code' : 'filed';
  return people.sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
}

async function withCodes(
  some: RegistrationFields[],
  { day, by }: Pick<PaperChoice, 'day' | 'by'>,
  deps: Pick<Deps, 'secrets'>,
) {
  const ids = some.map(({ _id }) => _id);
  const [versions, here] = await Promise.all([versionsOf(ids), arrivalTimes(ids, day)]);
  return some.map(({ _id, name, preferredName, school }) => {
    const id = String(_id);
    const version = versions.get(id);
    const listed = by === 'code' ? name : filedName(name);
    return {
      filed: `${surnameOf(name)} ${name}`,
      name: preferredName ? `${listed} “${preferredName}”` : listed,
      school,
      code: version ? printedShort(drawBadge(deps.secrets.badge, id, version).short) : '',
      since: here.get(id) ?? null,
    };
  });
}

async function versionsOf(ids: Types.ObjectId[]): Promise<Map<string, number>> {
  const badges = await Badge.find({ holderId: trusted({ $in: ids }), revokedAt: null })
    .sort({ version: 1 })
    .select('holderId version')
    .lean();
  return new Map(badges.map(({ holderId, version }) => [String(holderId), version]));
}
