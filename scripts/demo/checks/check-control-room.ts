import type { Types } from 'mongoose';
import { EmployerArrival } from '../../../server/checkins/employer-arrival-model.ts';
import { Scan } from '../../../server/checkins/scan-model.ts';
import type { DashboardFrame } from '../../../server/live/live-events.ts';
import { Visit } from '../../../server/visits/visit-model.ts';

/** What the control room said at the end, asked over HTTP and as the last pushed frame. */
export interface ControlRoomSaid {
  snapshot: DashboardFrame;
  lastFrame: DashboardFrame | null;
}

/** The control room's figures are the records', in the page's snapshot and in the last frame that was pushed. */
export async function checkControlRoom(
  fairId: Types.ObjectId,
  day: string,
  { snapshot, lastFrame }: ControlRoomSaid,
): Promise<string[]> {
  const [scans, employerArrivals, visits] = await Promise.all([
    Scan.find({ fairId, day }).lean(),
    EmployerArrival.find({ fairId, day }).lean(),
    Visit.find({ fairId }).lean(),
  ]);
  const standing = scans.filter(({ stands }) => stands === true);
  const atDesk = new Map<string, number>();
  for (const { deskId } of standing)
    atDesk.set(String(deskId), (atDesk.get(String(deskId)) ?? 0) + 1);
  const records = {
    arrived: standing.length,
    employersHere: employerArrivals.length,
    visits: visits.length,
    undecidedVisits: visits.filter(({ nextStep }) => nextStep === null).length,
  };
  if (!lastFrame) return ['the control room was pushed no frame'];
  return Object.entries({ snapshot, 'last frame': lastFrame }).flatMap(([what, said]) => [
    ...Object.entries(records)
      .filter(([figure, count]) => said[figure as keyof typeof records] !== count)
      .map(([figure, count]) => {
        const shown = String(said[figure as keyof typeof records]);
        return `the ${what} says ${shown} for ${figure}, the records ${count}`;
      }),
    ...said.byDesk
      .filter(({ deskId, arrived }) => arrived !== (atDesk.get(deskId) ?? 0))
      .map(({ name }) => `the ${what} counts other arrivals at ${name} than the records`),
    ...(sum(said.arrivedByFiveMinutes.map(({ count }) => count)) === standing.length
      ? []
      : [`the five-minute bars of the ${what} do not add up to the arrivals`]),
  ]);
}

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);
