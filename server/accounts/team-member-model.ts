import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** Who runs a fair. */
const teamMemberSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    accountId: { type: Schema.Types.ObjectId, required: true },
    role: { type: String, enum: ['organizer'], required: true },
    addedBy: { type: Schema.Types.ObjectId },
    addedAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

teamMemberSchema.index({ fairId: 1, accountId: 1 }, { unique: true, name: 'one_part_on_a_team' });
teamMemberSchema.index({ accountId: 1 }, { name: 'teams_of_an_account' });

export type TeamMemberFields = InferSchemaType<typeof teamMemberSchema> & { _id: Types.ObjectId };
export const TeamMember = model('TeamMember', teamMemberSchema);
