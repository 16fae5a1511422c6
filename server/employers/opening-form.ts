import { z } from 'zod';
import { toList } from '../web/form.ts';
import { roleByCode } from '../workforce/roles.ts';
import { systemById } from '../workforce/systems.ts';

const systems = z.preprocess(
  toList,
  z
    .array(z.string().refine((id) => Boolean(systemById(id)), 'Choose systems from the list'))
    .max(20, 'Choose at most 20 systems'),
);

/** A job that an employer brings: several roles may be asked of one person, as small hospitals do. */
export const openingForm = z.object({
  title: z
    .string({ error: 'Enter the title of the job' })
    .trim()
    .min(1, 'Enter the title of the job')
    .max(120, 'Use 120 characters or fewer'),
  roles: z.preprocess(
    toList,
    z
      .array(z.string().refine((code) => Boolean(roleByCode(code)), 'Choose roles from the list'))
      .min(1, 'Choose at least one role')
      .max(4, 'Choose at most four roles'),
  ),
  yearsAsked: z.coerce
    .number('Enter a number of years, 0 for beginners')
    .int('Enter whole years')
    .min(0, 'Enter 0 or more')
    .max(20, 'Enter at most 20'),
  systemsRequired: systems,
  systemsTrained: systems,
  place: z.string().trim().max(120, 'Use 120 characters or fewer').default(''),
  rural: z.preprocess((value) => value === 'yes', z.boolean()),
});
