import type mongoose from 'mongoose';
import type { Collections } from './store-figures.ts';

export const PEOPLE = 60_000;
/** So many of them are at each fair. */
export const FAIRS = 6;
const ABOUT =
  'Graduate of a two-year program in health information technology with clinical practice. '.repeat(
    7,
  );

/** A made-up record of about 1 kB. */
export const person = (i: number): mongoose.mongo.Document => ({
  fair: `f${i % FAIRS}`,
  code: `c${i}`,
  email: `person${i}@example.org`,
  name: `Person Number ${i}`,
  state: ['active', 'pending', 'canceled'][Math.floor(i / FAIRS) % 3],
  at: new Date(1.7e12 + i * 1000),
  roles: [`r${i % 12}`, `r${(i * 7) % 12}`],
  segment: `s${i % 8}`,
  phone: `555-${i}`,
  consent: [{ to: `e${i % 450}`, since: new Date(1.7e12) }],
  days: [1, 2],
  n: 0,
  about: ABOUT,
});

export async function addIndexes(collection: mongoose.mongo.Collection): Promise<void> {
  await collection.createIndex({ email: 1 }, { unique: true });
  await collection.createIndex({ fair: 1, at: -1 });
  await collection.createIndex({ fair: 1, state: 1, name: 1 });
}

/** Fills a store: people, and what a scan at the door looks up. */
export async function prepareStore(collections: Collections): Promise<void> {
  const people = collections('people');
  for (const name of ['people', 'written', 'imported']) await addIndexes(collections(name));
  for (let at = 0; at < PEOPLE; at += 5000)
    await people.insertMany(Array.from({ length: 5000 }, (_, i) => person(at + i)));
  const registrations = Array.from({ length: 16_000 }, (_, i) => ({
    _id: i as never,
    ...person(i),
    schoolId: i % 40,
  }));
  const badges = registrations.map(({ _id }) => ({ hash: `h${_id as number}`, holderId: _id }));
  const arrivals = registrations
    .filter((_, i) => i % 2)
    .map(({ _id }) => ({ day: '2026-04-01', registrationId: _id, stands: true, deskId: 3 }));
  await collections('badges').createIndex({ hash: 1 }, { unique: true });
  await collections('arrivals').createIndex(
    { day: 1, registrationId: 1 },
    { unique: true, partialFilterExpression: { stands: true } },
  );
  await collections('registrations').insertMany(registrations);
  await collections('badges').insertMany(badges);
  await collections('arrivals').insertMany(arrivals);
  await collections('schools').insertMany(
    Array.from({ length: 40 }, (_, i) => ({ _id: i as never, name: `School ${i}` })),
  );
}
