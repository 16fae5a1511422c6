import type { Types } from 'mongoose';
import { Program, type ProgramFields } from './program-model.ts';

/** Schools and programs in the order of a list that people search by eye. */
export async function programsOf(fairId: Types.ObjectId): Promise<ProgramFields[]> {
  return Program.find({ fairId }).sort({ key: 1 }).limit(2000).lean<ProgramFields[]>();
}

/** Options of the registration form's list. */
export async function programChoices(fairId: Types.ObjectId) {
  const programs = await programsOf(fairId);
  return programs.map(({ _id, school, name }) => ({
    value: String(_id),
    label: `${school}: ${name}`,
  }));
}
