import { z } from 'zod';
import { emailField } from '../accounts/sign-in-form.ts';
import { employerKinds } from './employer-model.ts';
import { tiers } from './enrollment-model.ts';

const text = (max: number) =>
  z.string().trim().max(max, `Use ${max} characters or fewer`).default('');
const needed = (what: string, max = 160) =>
  z
    .string({ error: `Enter ${what}` })
    .trim()
    .min(1, `Enter ${what}`)
    .max(max, `Use ${max} characters or fewer`);
const ticked = z.preprocess((value) => value === 'yes' || value === true, z.boolean());
const lines = (separator: RegExp, most: number, message: string) =>
  z
    .string()
    .max(2000, 'Use 2,000 characters or fewer')
    .default('')
    .transform((typed) => [
      ...new Set(
        typed
          .split(separator)
          .map((each) => each.trim())
          .filter(Boolean),
      ),
    ])
    .pipe(z.array(z.string().max(160, 'Use 160 characters or fewer for each')).max(most, message));

const website = z
  .string()
  .trim()
  .max(200, 'Use 200 characters or fewer')
  .regex(/^$|^(https?:\/\/)?[\w.-]+\.[a-z]{2,}(\/\S*)?$/i, 'Enter an address like www.example.org')
  .default('');

/** What an employer may still change while the application is not decided. */
export const applicationFields = {
  kind: z.enum(employerKinds, 'Choose what kind of organization you are'),
  place: text(120),
  rural: ticked,
  website,
  about: text(2000),
  phone: text(30),
  tierWish: z.enum(tiers, 'Choose a booth'),
  needsPower: ticked,
  needsAccessible: ticked,
  boothWishes: lines(/[\s,;]+/, 10, 'Name at most 10 booths or rows')
    .pipe(
      z.array(
        z
          .string()
          .regex(
            /^[A-Za-z]{1,2}\d{0,3}$/,
            'Write rows like A and booths like B4, separated by commas',
          ),
      ),
    )
    .transform((wishes) => wishes.map((wish) => wish.toUpperCase())),
  notBeside: lines(/\r?\n/, 20, 'Name at most 20 competitors'),
};

/** What an employer enters to apply for a booth. */
export const applicationForm = z.object({
  name: needed('the name of your organization'),
  contactName: needed('your name', 120),
  email: emailField,
  ...applicationFields,
});
export const applicationChangeForm = z.object(applicationFields);

export type ApplicationInput = z.output<typeof applicationForm>;

export const kindOptions = [
  { value: 'hospital', label: 'Hospital or health system' },
  { value: 'clinic', label: 'Clinic or practice' },
  { value: 'vendor', label: 'Vendor of health IT' },
  { value: 'consultancy', label: 'Consultancy' },
  { value: 'plan', label: 'Health plan' },
  { value: 'public-health', label: 'Public health' },
  { value: 'agency', label: 'Staffing agency' },
  { value: 'other', label: 'Something else' },
];

export const tierOptions = [
  { value: 'standard', label: 'Standard booth', hint: 'A table and two chairs.' },
  {
    value: 'premium',
    label: 'Premium booth',
    hint: 'At the entrance or on a corner. The organizer confirms it.',
  },
];
