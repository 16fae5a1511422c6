import { z } from 'zod';
import { referenceData } from './reference-data.ts';

const read = referenceData(
  'roles.json',
  z.object({
    version: z.string(),
    roles: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        title: z.string(),
        level: z.string(),
        category: z.string(),
        description: z.string(),
        competencies: z.array(z.string()),
      }),
    ),
  }),
);

export interface Role {
  id: string;
  /** CC-1 … CC-6 and UB-1 … UB-6 */
  code: string;
  title: string;
  track: 'community-college' | 'university';
  category: string;
  description: string;
  competencies: string[];
}

let kept: Role[] | undefined;

/** The twelve roles in the order of their codes. */
export function roles(): Role[] {
  kept ??= read().roles.map(({ level: _, ...role }) => ({
    ...role,
    track: role.code.startsWith('CC') ? 'community-college' : 'university',
  }));
  return kept;
}

export const roleByCode = (code: string): Role | undefined =>
  roles().find((role) => role.code === code);
