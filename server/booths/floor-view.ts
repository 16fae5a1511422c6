import { formWithError } from '../web/form.ts';
import type { FloorFacts } from './floor-problem.ts';
import { rowLetters } from './floor-form.ts';
import { hallMap } from './hall-map.ts';
import { breachesOf } from './move-employer.ts';

const wishWords = ['first wish', 'second wish', 'third wish'];
export const wishWord = (rank: number | null): string =>
  rank === null ? 'no wish met' : (wishWords[rank] ?? `wish ${rank + 1}`);

/** What the organizer's floor page draws. */
export function floorView(
  facts: FloorFacts,
  failed?: { enrollmentId: string; boothCode: string; why: string },
) {
  const { floor, booths, employers, assignments } = facts;
  const placed = new Map(assignments.map((each) => [String(each.enrollmentId), each]));
  return {
    published: floor.publishedAt,
    run: floor.lastRun as unknown,
    breaches: breachesOf(facts),
    map: hallMap(facts, () => 'taken'),
    codes: booths.map((booth) => booth.code),
    free: booths.length - assignments.length,
    employers: employers.map((employer) => {
      const at = placed.get(String(employer._id));
      return {
        id: String(employer._id),
        move:
          failed?.enrollmentId === String(employer._id)
            ? formWithError({ boothCode: failed.boothCode }, 'boothCode', failed.why)
            : undefined,
        name: employer.employerName,
        tier: employer.tier,
        needs: [employer.needsPower && 'power', employer.needsAccessible && 'accessible'].filter(
          Boolean,
        ),
        wishes: employer.boothWishes,
        notBeside: employer.notBeside,
        booth: at?.boothCode ?? null,
        pinned: at?.pinned ?? false,
        wish: at && employer.boothWishes.length ? wishWord(at.wishRank ?? null) : '',
        reasons: at?.reasons ?? [],
      };
    }),
  };
}

/** The drawn floor as its form shows it. */
export function valuesOf({ floor, booths }: FloorFacts): Record<string, unknown> {
  const codesOf = (has: 'power' | 'accessible' | 'premium') =>
    booths
      .filter((booth) => booth[has])
      .map((booth) => booth.code)
      .join(', ');
  const all = Array.from({ length: floor.rows * floor.columns }, (_, at) => {
    return `${rowLetters(Math.floor(at / floor.columns))}${(at % floor.columns) + 1}`;
  });
  const there = new Set(booths.map((booth) => booth.code));
  return {
    rows: String(floor.rows),
    columns: String(floor.columns),
    aislesAfterRows: floor.aislesAfterRows.map(rowLetters).join(', '),
    aislesAfterColumns: floor.aislesAfterColumns.map((column) => column + 1).join(', '),
    power: codesOf('power'),
    accessible: codesOf('accessible'),
    premium: codesOf('premium'),
    without: all.filter((code) => !there.has(code)).join(', '),
  };
}
