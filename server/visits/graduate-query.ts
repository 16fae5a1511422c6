import { z } from 'zod';
import { roleByCode, roles } from '../workforce/roles.ts';
import { ehrSystems, systemById } from '../workforce/systems.ts';

/** What an employer may search by. Never name, age, year, photo or segment. */
export const graduateQuery = z.object({
  words: z.string().trim().max(200).catch(''),
  role: z
    .string()
    .refine((code) => Boolean(roleByCode(code)))
    .catch(''),
  systemId: z
    .string()
    .refine((id) => Boolean(systemById(id)))
    .catch(''),
  page: z.coerce.number().int().min(1).max(2000).catch(1),
});
export type AskedFor = z.output<typeof graduateQuery>;

export const searchChoices = () => ({
  roleOptions: roles().map(({ code, title }) => ({ value: code, label: `${code} ${title}` })),
  systemOptions: ehrSystems().map(({ id, name }) => ({ value: id, label: name })),
});

/** The same question as an address, without the page. */
export function addressOf({ words, role, systemId }: AskedFor): string {
  const asked = Object.entries({ words, role, systemId }).filter(([, value]) => value);
  return new URLSearchParams(asked).toString();
}
