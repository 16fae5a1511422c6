import { z } from 'zod';
import { isUnverified, referenceData } from './reference-data.ts';

const read = referenceData(
  'roles.json',
  z.object({
    version: z.string(),
    roles: z
      .array(
        z.object({
          id: z.string(),
          code: z.string().regex(/^(CC|UB)-[1-6]$/),
          title: z.string().min(1),
          level: z.enum(['community-college', 'university']),
          category: z.enum(['adoption', 'permanent', 'informatics']),
          description: z.string(),
          competencies: z.array(z.string()),
          unverified: z.array(z.string()).optional(),
          retired: z.boolean().optional(),
        }),
      )
      .min(1),
  }),
);

export interface Role {
  id: string;
  /** CC-1 … CC-6 and UB-1 … UB-6 */
  code: string;
  title: string;
  track: 'community-college' | 'university';
  category: 'adoption' | 'permanent' | 'informatics';
  /** Empty while nobody has verified it. */
  description: string;
  /** Ids, for comparing; not a fact to show while `unverified` names them. */
  competencies: string[];
  unverified: string[];
}

let byCode: Map<string, Role> | undefined;

/** The twelve roles in the order of their codes. */
export const roles = (): Role[] => [...mapOfRoles().values()];

export const roleByCode = (code: string): Role | undefined => mapOfRoles().get(code);

const mapOfRoles = (): Map<string, Role> =>
  (byCode ??= new Map(
    read()
      .roles.filter((role) => !role.retired)
      .sort((a, b) => a.code.localeCompare(b.code))
      .map((role) => [role.code, roleOf(role)]),
  ));

function roleOf(record: ReturnType<typeof read>['roles'][number]): Role {
  const { level: track, retired: _, description, unverified = [], ...role } = record;
  const shown = isUnverified(record, 'description') ? '' : description;
  return { ...role, track, unverified, description: shown };
}
