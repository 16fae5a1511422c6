import { z } from 'zod';
import { emailField } from '../accounts/sign-in-form.ts';
import { exposureLevels, systemById } from '../workforce/systems.ts';
import { roleByCode } from '../workforce/roles.ts';
import { segmentQuestions } from '../workforce/segments.ts';
import { toList } from '../web/form.ts';
import { consentChoices } from './registration-model.ts';

const optionalText = (max: number) =>
  z.string().trim().max(max, `Use ${max} characters or fewer`).default('');

const oneOf = (values: () => string[], message: string) =>
  z.string({ error: message }).refine((value) => values().includes(value), message);

const optionsOf = (name: 'health' | 'technical') => () =>
  segmentQuestions()[name].options.map((option) => option.value);

const role = z
  .string()
  .default('')
  .refine((code) => code === '' || Boolean(roleByCode(code)), 'Choose a role from the list');
const system = z
  .string()
  .default('')
  .refine((id) => id === '' || Boolean(systemById(id)), 'Choose a system from the list');
const level = z
  .string()
  .default('')
  .refine(
    (id) => id === '' || exposureLevels().some((each) => each.id === id),
    'Choose how you know it',
  );

/** The part of a registration that says what somebody looks for; a walk-in answers it too. */
export const aimsFields = {
  stage: z.enum(['first', 'changing', 'moving-up'], 'Choose what describes you best'),
  health: oneOf(optionsOf('health'), 'Choose whether you have worked in health care'),
  technical: oneOf(optionsOf('technical'), 'Choose whether you have a technical background'),
  role1: role.refine((code) => code !== '', 'Choose at least one role'),
  role2: role,
  role3: role,
  consent: z.enum(consentChoices, 'Choose who may read your résumé'),
};

export const personFields = {
  name: z
    .string({ error: 'Enter your full name' })
    .trim()
    .min(1, 'Enter your full name')
    .max(120, 'Use 120 characters or fewer'),
  preferredName: optionalText(60),
  phone: z
    .string()
    .trim()
    .max(30, 'Use 30 characters or fewer')
    .regex(/^[\d\s()+.-]*$/, 'Use digits, spaces and + ( ) - only')
    .default(''),
};

/** What a graduate enters on the public page; `email` is left out when an existing registration is changed. */
const registrationFields = {
  ...personFields,
  ...aimsFields,
  system1: system,
  level1: level,
  system2: system,
  level2: level,
  system3: system,
  level3: level,
  programId: z
    .string()
    .regex(/^([0-9a-f]{24}|not-listed)$/, 'Choose your program, or “not listed”')
    .default('not-listed'),
  school: optionalText(160),
  program: optionalText(160),
  days: z.preprocess(toList, z.array(z.string()).max(20)),
};

const pairs = [
  ['system1', 'level1'],
  ['system2', 'level2'],
  ['system3', 'level3'],
] as const;

function eachSystemHasALevel(form: Record<string, unknown>, context: z.RefinementCtx): void {
  for (const [id, how] of pairs)
    if (form[id] && !form[how])
      context.addIssue({ code: 'custom', path: [how], message: 'Choose how you know this system' });
}

export const changeForm = z.object(registrationFields).superRefine(eachSystemHasALevel);

/** In the order of the page, so that the list of mistakes reads from top to bottom. */
const { name, preferredName, ...afterNames } = registrationFields;
export const registrationForm = z
  .object({ name, preferredName, email: emailField, ...afterNames })
  .superRefine(eachSystemHasALevel);

export type RegistrationInput = z.output<typeof registrationForm>;
export type ChangeInput = z.output<typeof changeForm>;

/** Roles in order, each once. */
export const rolesOf = (form: Pick<ChangeInput, 'role1' | 'role2' | 'role3'>): string[] => [
  ...new Set([form.role1, form.role2, form.role3].filter((code) => code !== '')),
];

export function systemsOf(form: ChangeInput): { systemId: string; level: string }[] {
  const chosen = pairs.map(([id, how]) => ({ systemId: form[id], level: form[how] }));
  const first = (at: number) => chosen.findIndex((each) => each.systemId === chosen[at]!.systemId);
  return chosen.filter((each, at) => each.systemId !== '' && first(at) === at);
}
