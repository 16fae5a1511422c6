import { model, Schema, type InferSchemaType, type Types } from 'mongoose';

/** A graduate's résumé at one fair; the file lies in the file store under a generated name. */
const resumeSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    registrationId: { type: Schema.Types.ObjectId, required: true },
    file: { type: String, required: true },
    kind: { type: String, enum: ['pdf', 'docx'], required: true },
    bytes: { type: Number, required: true },
    pages: { type: Number, default: null },
    text: { type: String, default: '' },
    /** Folded words of the text, each once: what search finds. */
    words: { type: [String], default: [] },
    /** Ids of the vocabulary that the text mentions. */
    mentions: { type: [String], default: [] },
    uploadedAt: { type: Date, required: true },
  },
  { strict: 'throw' },
);

resumeSchema.index({ registrationId: 1 }, { unique: true, name: 'resume_of_a_graduate' });
resumeSchema.index({ fairId: 1, words: 1 }, { name: 'resumes_by_word' });

export type ResumeFields = InferSchemaType<typeof resumeSchema> & { _id: Types.ObjectId };
export const Resume = model('Resume', resumeSchema);
