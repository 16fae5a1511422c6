import type { Types } from 'mongoose';
import { EmployerArrival } from '../../../server/checkins/employer-arrival-model.ts';
import { Visit } from '../../../server/visits/visit-model.ts';
import type { Ledger } from '../ledger.ts';

/** Visits and arrived teams: those that people recorded, each once. */
export async function checkDay(
  fairId: Types.ObjectId,
  day: string,
  { visits, employersHere }: Ledger,
): Promise<string[]> {
  const [stored, teams] = await Promise.all([
    Visit.find({ fairId }).lean(),
    EmployerArrival.find({ fairId, day }).lean(),
  ]);
  const pairs = stored.map(
    ({ enrollmentId, registrationId }) => `${String(enrollmentId)} ${String(registrationId)}`,
  );
  return [
    ...compare('visit', visits, pairs),
    ...compare(
      'team',
      employersHere,
      teams.map(({ enrollmentId }) => String(enrollmentId)),
    ),
  ];
}

function compare(what: string, done: Set<string>, stored: string[]): string[] {
  const kept = new Set(stored);
  return [
    ...[...done].filter((key) => !kept.has(key)).map((key) => `${what} ${key} is not on record`),
    ...stored.filter((key) => !done.has(key)).map((key) => `nobody made the ${what} ${key}`),
    ...(kept.size < stored.length ? [`a ${what} is on record twice`] : []),
  ];
}
