import { trusted, type Types } from 'mongoose';
import { Assignment } from './assignment-model.ts';
import { Booth } from './booth-model.ts';
import { rowLetters, rowNumber, type FloorInput } from './floor-form.ts';
import { Floor } from './floor-model.ts';

export interface BoothDraft {
  code: string;
  row: number;
  column: number;
  power: boolean;
  accessible: boolean;
  premium: boolean;
}

/** The booths of a hall: row letter and number from 1; a named row gives all its booths the property. */
export function boothsOf(input: FloorInput): BoothDraft[] {
  const has = (list: string[], letters: string, code: string) =>
    list.includes(letters) || list.includes(code);
  return Array.from({ length: input.rows * input.columns }, (_, index) => {
    const row = Math.floor(index / input.columns);
    const column = index % input.columns;
    const letters = rowLetters(row);
    return { letters, code: `${letters}${column + 1}`, row, column };
  })
    .filter(({ letters, code }) => !has(input.without, letters, code))
    .map(({ letters, ...place }) => ({
      ...place,
      power: has(input.power, letters, place.code),
      accessible: has(input.accessible, letters, place.code),
      premium: has(input.premium, letters, place.code),
    }));
}

/**
 * Draws the floor: booths keep their identity by code, so employers stay where their booth stays. Those whose booth
 * is gone lose their place; how many is returned.
 */
export async function drawFloor(
  fairId: Types.ObjectId,
  input: FloorInput,
  now: Date,
): Promise<{ freed: number }> {
  const booths = boothsOf(input);
  const codes = booths.map((booth) => booth.code);
  if (booths.length)
    await Booth.bulkWrite(
      booths.map((booth) => ({
        updateOne: { filter: { fairId, code: booth.code }, update: { $set: booth }, upsert: true },
      })),
    );
  const gone = await Booth.find({ fairId, code: trusted({ $nin: codes }) }).lean();
  const ids = gone.map((booth) => booth._id);
  const freed = await Assignment.deleteMany({ boothId: trusted({ $in: ids }) });
  await Booth.deleteMany({ _id: trusted({ $in: ids }) });
  await Floor.updateOne(
    { fairId },
    {
      $set: {
        rows: input.rows,
        columns: input.columns,
        aislesAfterRows: input.aislesAfterRows.map(rowNumber),
        aislesAfterColumns: input.aislesAfterColumns.map((number) => Number(number) - 1),
        changedAt: now,
        lastRun: null,
      },
      $inc: { version: 1 },
    },
    { upsert: true },
  );
  return { freed: freed.deletedCount };
}
