import mongoose from 'mongoose';
import { Enrollment } from '../../server/employers/enrollment-model.ts';
import { Representative } from '../../server/employers/representative-model.ts';
import { badgeRow } from '../../server/fairs/issue-badge.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import { personKeysOf, searchKeysOf } from '../../server/graduates/person-words.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { inventName, mailbox } from '../demo/invented-names.ts';
import { allPrograms } from '../demo/invented-programs.ts';
import { between, chance, pick, randomFor, type Random } from '../demo/seeded-random.ts';
import type { BenchServer } from './bench-server.ts';

export interface SearchedPerson {
  name: string;
  email: string;
  phone: string;
  school: string;
  short: string;
}

const AT_ONCE = 1000;

/** Registers so many people with names, schools, addresses and phones as people have them, and returns every hundredth. */
export async function registerForSearch(
  { running, fair }: BenchServer,
  count: number,
): Promise<SearchedPerson[]> {
  const random = randomFor(7, 'search');
  const known: SearchedPerson[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const people = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => {
      const person = inventPerson(from + at, random);
      const _id = new mongoose.Types.ObjectId();
      const holder = { fairId: fair._id, kind: 'graduate' as const, holderId: _id };
      const badge = badgeRow(holder, 1, running.deps);
      return { person, badge, _id };
    });
    await Registration.insertMany(
      people.map(({ person, badge, _id }) => ({
        ...person,
        _id,
        fairId: fair._id,
        answers: { stage: 'first', health: 'Not yet', technical: 'Not yet' },
        segment: 'first-job-seeker',
        roles: ['CC-3'],
        consent: 'all',
        days: fair.days.map((day) => day.date),
        state: 'active',
        personKeys: personKeysOf(person),
        searchKeys: searchKeysOf(person, badge.code.short),
        registeredAt: new Date(),
      })),
    );
    await Badge.insertMany(people.map(({ badge }) => badge.row));
    known.push(
      ...people
        .filter((_, at) => at % 100 === 0)
        .map(({ person, badge }) => ({ ...person, short: badge.code.short })),
    );
  }
  return known;
}

/** Names may come twice, as they do; addresses do not. */
function inventPerson(n: number, random: Random) {
  const { name, preferredName = '' } = inventName(random);
  const program = chance(0.06, random) ? null : pick(allPrograms, random);
  return {
    name,
    preferredName,
    email: `${mailbox(name)}.${n}@students.example`,
    phone: `(${between(200, 989, random)}) 555-${String(between(0, 9999, random)).padStart(4, '0')}`,
    school: program?.school ?? '',
  };
}

/** So many accepted employers, each with two representatives. */
export async function enrollForSearch({ fair }: BenchServer, count: number): Promise<void> {
  const random = randomFor(7, 'employers');
  const appliedAt = new Date();
  const of = {
    fairId: fair._id,
    employerKind: 'hospital',
    tierWish: 'standard',
    tier: 'standard',
    appliedAt,
  };
  const made = Array.from({ length: count }, (_, n) => {
    const employerName = `${pick(['Health', 'Clinic', 'Records'], random)} Employer ${n}`;
    const contact = { name: inventName(random).name, email: `team.${n}@employer.example` };
    const employerId = new mongoose.Types.ObjectId();
    return { ...of, employerId, employerName, contact, key: `bench ${n}`, state: 'accepted' };
  });
  const enrollments = await Enrollment.insertMany(made);
  await Representative.insertMany(
    enrollments.flatMap(({ _id, contact }) =>
      [contact.name, inventName(random).name].map((name) => ({
        fairId: fair._id,
        enrollmentId: _id,
        accountId: new mongoose.Types.ObjectId(),
        name,
        email: contact.email,
        role: 'representative',
        addedAt: appliedAt,
      })),
    ),
  );
}
