import { z } from 'zod';
import { emailField } from '../accounts/sign-in-form.ts';
import { representativeRoles } from './representative-model.ts';

export const representativeForm = z.object({
  name: z
    .string({ error: 'Enter the full name' })
    .trim()
    .min(1, 'Enter the full name')
    .max(120, 'Use 120 characters or fewer'),
  email: emailField,
  role: z.enum(representativeRoles, 'Choose what this person may do'),
});

export const partOptions = [
  {
    value: 'representative',
    label: 'Representative',
    hint: 'Stands at the booth, searches graduates, records visits.',
  },
  { value: 'viewer', label: 'Viewer', hint: 'Sees openings and visits, changes nothing.' },
  { value: 'owner', label: 'Owner', hint: 'Everything, the team and the enrollment too.' },
];
