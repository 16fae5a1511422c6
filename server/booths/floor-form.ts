import { z } from 'zod';

const MOST_BOOTHS = 600;
const whole = (what: string, least: number, most: number) =>
  z.coerce
    .number(`Enter ${what} as a number`)
    .int(`Enter ${what} as a whole number`)
    .min(least, `Enter at least ${least}`)
    .max(most, `Enter at most ${most}`);

/** `1, 3` or `A, C` as a list, empty when nothing is entered. */
const listOf = (pattern: RegExp, message: string) =>
  z
    .string()
    .max(2000, 'Use 2,000 characters or fewer')
    .default('')
    .transform((text) =>
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    )
    .pipe(z.array(z.string().regex(pattern, message)).max(MOST_BOOTHS));

const codes = listOf(
  /^[A-Z]{1,2}\d{0,3}$/,
  'Write rows like A and booths like B4, separated by commas',
);

/** A hall as rows of booths; rows, columns and single booths are named as on the map. */
export const floorForm = z
  .object({
    rows: whole('the number of rows', 1, 60),
    columns: whole('the number of booths in a row', 1, 60),
    aislesAfterRows: listOf(/^[A-Z]{1,2}$/, 'Name rows by their letters, like A, C'),
    aislesAfterColumns: listOf(/^\d{1,2}$/, 'Name places in the row by their numbers, like 4, 8'),
    power: codes,
    accessible: codes,
    premium: codes,
    without: codes,
  })
  .refine((floor) => floor.rows * floor.columns <= MOST_BOOTHS, {
    path: ['columns'],
    message: `A floor has at most ${MOST_BOOTHS} booths`,
  });

export type FloorInput = z.output<typeof floorForm>;

/** A, B, … Z, AA, AB … for row 0, 1, … */
export function rowLetters(row: number): string {
  const last = String.fromCharCode(65 + (row % 26));
  return row < 26 ? last : rowLetters(Math.floor(row / 26) - 1) + last;
}

export function rowNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
