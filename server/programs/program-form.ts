import { z } from 'zod';
import type { ProgramLine } from './add-programs.ts';

/** One program a line: `School; Program; Place` with the place left out where it is not known. */
export const programsForm = z.object({
  lines: z
    .string({ error: 'Enter at least one program' })
    .trim()
    .min(1, 'Enter at least one program')
    .max(100_000, 'Add at most 100,000 characters at a time')
    .transform((text, context): ProgramLine[] => {
      const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
      const read = lines.map((line) => line.split(';').map((part) => part.trim()));
      const bad = read.findIndex(
        (parts) => !parts[0] || !parts[1] || parts.some((part) => part.length > 160),
      );
      if (bad >= 0)
        context.addIssue({
          code: 'custom',
          message: `Write line ${bad + 1} as School; Program or School; Program; Place, each at most 160 characters`,
        });
      return read.map(([school = '', name = '', place = '']) => ({ school, name, place }));
    }),
});
