import type { Response } from 'express';
import type { FormState } from '../web/form.ts';
import { newToken } from '../web/tokens.ts';
import { baseOf } from './employer-page.ts';
import { nextStepOptions } from './next-step-words.ts';
import { visitValues } from './visit-form.ts';
import type { VisitFields } from './visit-model.ts';

/** The form for rating, note and next step, as both pages draw it. */
export const notesOf = (
  res: Response,
  visit: VisitFields,
  place: 'visit' | 'reader',
  form?: FormState,
) => ({
  form: form ?? { values: visitValues(visit), errors: {} },
  notes: {
    action: `${baseOf(res)}/visits/${String(visit._id)}`,
    place,
    revision: visit.revision,
    page: newToken(),
    steps: [
      ...nextStepOptions,
      { value: 'undecided', label: 'Undecided', hint: 'It stays on your list until you decide.' },
    ],
  },
});
