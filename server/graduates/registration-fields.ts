import { Types } from 'mongoose';
import type { FairFields } from '../fairs/fair-model.ts';
import { Program } from '../programs/program-model.ts';
import { rolesOf, systemsOf, type ChangeInput } from './registration-form.ts';

/** The stored fields of what a graduate entered: program looked up on the fair's list, days checked against the fair's. */
export async function fieldsOf(fair: FairFields, input: ChangeInput) {
  const listed =
    input.programId === 'not-listed'
      ? null
      : await Program.findOne({
          _id: new Types.ObjectId(input.programId),
          fairId: fair._id,
        }).lean();
  const days = fair.days.map((day) => day.date).filter((date) => input.days.includes(date));
  return {
    name: input.name,
    preferredName: input.preferredName,
    phone: input.phone,
    answers: { stage: input.stage, health: input.health, technical: input.technical },
    roles: rolesOf(input),
    systems: systemsOf(input),
    programId: listed?._id ?? null,
    school: listed?.school ?? input.school,
    program: listed?.name ?? input.program,
    consent: input.consent,
    days: days.length ? days : fair.days.map((day) => day.date),
  };
}
