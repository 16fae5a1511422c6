import type { RegistrationFields } from '../graduates/registration-model.ts';
import { roleByCode } from '../workforce/roles.ts';
import { exposureLevels, systemById } from '../workforce/systems.ts';

type Named = Pick<RegistrationFields, 'name' | 'preferredName'>;

/** As the badge has it: the preferred name before the full one. */
export function nameOnBadge({ name, preferredName }: Named): string {
  const known = name.split(/\s+/)[0] === preferredName || name === preferredName;
  return preferredName && !known ? `${preferredName} (${name})` : name;
}

type Skilled = Pick<RegistrationFields, 'roles' | 'systems'>;

/** What is shown of those who have not given their name, too. */
export function skillsOf({ roles, systems }: Skilled) {
  const levels = new Map(exposureLevels().map(({ id, label }) => [id, label]));
  return {
    roles: roles.map((code) => ({ code, title: roleByCode(code)?.title ?? '' })),
    systems: systems.map(({ systemId, level }) => ({
      name: systemById(systemId)?.name ?? systemId,
      level: levels.get(level) ?? '',
    })),
  };
}

/** Everything that an employer with consent sees; segment, readiness and phone are not for employers. */
export function personCard(registration: RegistrationFields) {
  return {
    id: String(registration._id),
    name: nameOnBadge(registration),
    school: registration.school,
    program: registration.program,
    email: registration.email,
    ...skillsOf(registration),
  };
}
