import type { RegistrationFields } from './registration-model.ts';

/** A stored registration as the form shows it. */
export function valuesOf(registration: RegistrationFields): Record<string, unknown> {
  const [role1 = '', role2 = '', role3 = ''] = registration.roles;
  const systems = registration.systems.map(
    ({ systemId, level }, at) => [`${at + 1}`, systemId, level] as const,
  );
  return {
    name: registration.name,
    preferredName: registration.preferredName,
    phone: registration.phone,
    ...registration.answers,
    role1,
    role2,
    role3,
    ...Object.fromEntries(
      systems.flatMap(([n, id, level]) => [
        [`system${n}`, id],
        [`level${n}`, level],
      ]),
    ),
    programId: registration.programId ? String(registration.programId) : 'not-listed',
    school: registration.programId ? '' : registration.school,
    program: registration.programId ? '' : registration.program,
    consent: registration.consent,
    days: registration.days,
  };
}
