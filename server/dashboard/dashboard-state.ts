import { Types } from 'mongoose';
import { isLateAt } from '../checkins/late-employers.ts';
import type { Deps } from '../deps.ts';
import { segmentById } from '../workforce/segments.ts';
import { Fair, type FairFields } from '../fairs/fair-model.ts';
import { wallClock } from '../fairs/fair-time.ts';
import type { DashboardState } from '../live/live-events.ts';
import { changeKinds, type ChangeKind } from '../live/live-publisher.ts';
import { arrivalsTally } from './arrivals-tally.ts';
import { doorPanel } from './door-panels.ts';
import { employersPanel, expectedPanel, mailPanel, visitsPanel } from './panels.ts';

interface Watched {
  day: string;
  tally: ReturnType<typeof arrivalsTally>;
  expected?: Awaited<ReturnType<typeof expectedPanel>>;
  employers?: Awaited<ReturnType<typeof employersPanel>>;
  visits?: Awaited<ReturnType<typeof visitsPanel>>;
  mail?: Awaited<ReturnType<typeof mailPanel>>;
}

const watched = new Map<string, Watched>();
const every: ReadonlySet<ChangeKind> = new Set(changeKinds);
/** The rest of a hall that nobody has come to is called from the list of employers. */
const MOST_LATE = 25;

/** Everything on the control room. Of `kinds` that did not change, the panel last counted is taken. */
export async function countDashboard(
  fairId: string,
  deps: Pick<Deps, 'now' | 'fairNow'>,
  kinds: ReadonlySet<ChangeKind> = every,
): Promise<DashboardState> {
  const fair = await Fair.findById(new Types.ObjectId(fairId)).lean<FairFields>().orFail();
  const kept = keptFor(fair, shownDay(fair, deps.fairNow()));
  const [tally] = await Promise.all([
    kept.tally.read(),
    refresh(kept, 'expected', kinds.has('registrations'), () => expectedPanel(fair._id, kept.day)),
    refresh(kept, 'employers', kinds.has('employers'), () => employersPanel(fair._id, kept.day)),
    refresh(kept, 'visits', kinds.has('visits'), () => visitsPanel(fair._id)),
    refresh(kept, 'mail', kinds.has('mail'), () => mailPanel(fair._id, deps.now())),
  ]);
  const expected = kept.expected!;
  const { missing, ...employers } = kept.employers!;
  const inOrder = [...tally.byFive].sort(([a], [b]) => a - b).filter(([, count]) => count > 0);
  return {
    arrived: tally.arrived,
    expected: expected.total,
    arrivedByFiveMinutes: inOrder.map(([at, count]) => ({ at: new Date(at).toISOString(), count })),
    ...(await doorPanel(fair._id, {
      tally,
      day: kept.day,
      now: deps.now(),
      fairNow: deps.fairNow(),
    })),
    bySegment: segments(expected.bySegment, tally.bySegment),
    refused: [...tally.refused].map(([outcome, count]) => ({ outcome, count })),
    ...employers,
    missingEmployers: missing.map(({ enrollmentId, name, boothCode }) => ({
      enrollmentId,
      name,
      boothCode,
    })),
    lateEmployers: isLateAt(fair, deps.fairNow()) ? missing.slice(0, MOST_LATE) : [],
    ...kept.visits!,
    mail: kept.mail!,
  };
}

/** Today when it is a day of the fair, else the last that has begun, else the first. */
export function shownDay(fair: FairFields, now: Date): string {
  const { date } = wallClock(now, fair.timeZone);
  const dates = fair.days.map((day) => day.date).sort();
  return dates.filter((each) => each <= date).at(-1) ?? dates[0]!;
}

function keptFor(fair: FairFields, day: string): Watched {
  const key = String(fair._id);
  const kept = watched.get(key);
  if (kept?.day === day) return kept;
  const fresh = { day, tally: arrivalsTally(fair._id, day) };
  watched.set(key, fresh);
  return fresh;
}

async function refresh<K extends 'expected' | 'employers' | 'visits' | 'mail'>(
  kept: Watched,
  panel: K,
  changed: boolean,
  count: () => Promise<NonNullable<Watched[K]>>,
): Promise<void> {
  if (changed || kept[panel] === undefined) kept[panel] = await count();
}

function segments(expected: Map<string, number>, arrived: Map<string, number>) {
  const names = [...new Set([...expected.keys(), ...arrived.keys()])].filter(Boolean).sort();
  return names.map((segment) => ({
    segment,
    label: segmentById(segment)?.label ?? segment,
    arrived: arrived.get(segment) ?? 0,
    expected: expected.get(segment) ?? 0,
  }));
}
