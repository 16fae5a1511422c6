import { z } from 'zod';
import { reasonField } from '../fairs/print-form.ts';
import { badgeSizes } from '../fairs/badge-sizes.ts';

const letter = z
  .string()
  .regex(/^[A-Za-z]?$/)
  .transform((text) => text.toUpperCase())
  .catch('');

const choice = {
  size: z.enum(badgeSizes).catch('letter'),
  who: z.enum(['graduates', 'employers', 'everyone']).catch('graduates'),
  which: z.enum(['unprinted', 'all']).catch('unprinted'),
  from: letter,
  to: letter,
  part: z.coerce.number().int().min(1).max(1000).catch(1),
};

/** Which badges an organizer prints; stands in the address, so that a page can be opened again. */
export const badgeChoice = z.object(choice);
export type BadgeChoice = z.output<typeof badgeChoice>;

/** What came out of the printer: these holders' badges. */
export const printedForm = z.object({
  ...choice,
  holders: z
    .string()
    .regex(/^[0-9a-f]{24}(,[0-9a-f]{24}){0,999}$/)
    .transform((text) => text.split(',')),
  reason: reasonField,
});

export const queryOf = ({ size, who, which, from, to, part }: BadgeChoice): string =>
  new URLSearchParams({ size, who, which, from, to, part: String(part) }).toString();
