import { rowLetters } from '../../server/booths/floor-form.ts';
import type { DemoEmployer } from './world.ts';

/** The floor as an organizer types it. */
export interface FloorPlan extends Record<string, string> {
  rows: string;
  columns: string;
  aislesAfterRows: string;
  aislesAfterColumns: string;
  power: string;
  accessible: string;
  premium: string;
  without: string;
}

/** A hall with some room to spare: premium booths at the entrance, power in most rows, step-free places at both ends. */
export function floorPlanFor(employers: readonly DemoEmployer[]): FloorPlan {
  const accepted = employers.filter(({ state }) => state === 'accepted').map(({ who }) => who);
  const premium = accepted.filter(({ tierWish }) => tierWish === 'premium').length + 1;
  const standard = Math.ceil((accepted.length - premium + 1) * 1.15) + 2;
  const columns = Math.min(20, Math.max(4, Math.ceil(Math.sqrt((premium + standard) * 1.4))));
  const rows = Math.ceil((premium + standard) / columns);
  const codes = Array.from({ length: rows * columns }, (_, at) => ({
    code: `${rowLetters(Math.floor(at / columns))}${(at % columns) + 1}`,
    atEnd: at % columns === 0 || at % columns === columns - 1,
    at,
  }));
  const named = (which: (booth: (typeof codes)[number]) => boolean) =>
    codes
      .filter(which)
      .map(({ code }) => code)
      .join(', ');
  const middle = Math.floor(columns / 2);
  return {
    rows: String(rows),
    columns: String(columns),
    aislesAfterRows: everySecond(rows).join(', '),
    aislesAfterColumns: columns > 5 ? String(middle) : '',
    premium: named(({ at }) => at < premium),
    power: named(({ at }) => at < premium + standard * 0.8),
    accessible: named(({ at, atEnd }) => at < premium || atEnd),
    without: '',
  };
}

const everySecond = (rows: number): string[] =>
  Array.from({ length: rows - 1 }, (_, row) => row)
    .filter((row) => row % 2 === 0)
    .map(rowLetters);
