import type { FloorFacts } from './floor-problem.ts';

const BOOTH_WIDTH = 86;
const BOOTH_HEIGHT = 54;
const GAP = 10;
const AISLE = 42;
const MARGIN = 20;
const MOST_LETTERS = 13;
/** Pixels a unit, before the screen's own size: a large hall scrolls in its region rather than becoming unreadable. */
const SCALE = 1.25;

export type BoothState = 'free' | 'taken' | 'here' | 'late' | 'mine';

/** Geometry of the hall in SVG units: one rectangle a booth, aisles as wider gaps. `stateOf` colors each taken booth. */
export function hallMap(
  { floor, booths, assignments, employers }: FloorFacts,
  stateOf: (enrollmentId: string, code: string) => BoothState,
) {
  const names = new Map(employers.map((each) => [String(each._id), each.employerName]));
  const taken = new Map(
    assignments.map((each) => [String(each.boothId), String(each.enrollmentId)]),
  );
  const offset = (at: number, size: number, aisles: number[]) =>
    MARGIN + at * (size + GAP) + aisles.filter((after) => after < at).length * AISLE;
  const width = offset(floor.columns, BOOTH_WIDTH, floor.aislesAfterColumns) + MARGIN - GAP;
  const height = offset(floor.rows, BOOTH_HEIGHT, floor.aislesAfterRows) + MARGIN - GAP;
  return {
    width,
    height,
    shownWidth: Math.round(width * SCALE),
    shownHeight: Math.round(height * SCALE),
    booths: booths.map((booth) => {
      const enrollmentId = taken.get(String(booth._id));
      const employer = enrollmentId ? (names.get(enrollmentId) ?? '') : '';
      const x = offset(booth.column, BOOTH_WIDTH, floor.aislesAfterColumns);
      const y = offset(booth.row, BOOTH_HEIGHT, floor.aislesAfterRows);
      return {
        code: booth.code,
        employer,
        short:
          employer.length > MOST_LETTERS ? `${employer.slice(0, MOST_LETTERS - 1)}…` : employer,
        state: enrollmentId ? stateOf(enrollmentId, booth.code) : ('free' as const),
        x,
        y,
        width: BOOTH_WIDTH,
        height: BOOTH_HEIGHT,
        middle: x + BOOTH_WIDTH / 2,
        codeY: y + (employer ? 18 : 32),
        nameY: y + 32,
        markY: y + 46,
        features: [
          booth.power && 'power',
          booth.accessible && 'accessible',
          booth.premium && 'premium',
        ].filter(Boolean),
      };
    }),
    aisles: floor.aislesAfterRows
      .filter((row) => row < floor.rows - 1)
      .map((row) => ({
        x: width / 2,
        y: offset(row + 1, BOOTH_HEIGHT, floor.aislesAfterRows) - AISLE / 2,
      })),
  };
}
