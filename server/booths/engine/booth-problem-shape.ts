import { z } from 'zod';
import type { BoothProblem } from './booth-problem.ts';

const flag = z.boolean().default(false);
const names = z.array(z.string()).default([]);

const booth = z.object({
  id: z.string().min(1),
  code: z.string().min(1),
  row: z.number().int().default(0),
  column: z.number().int().default(0),
  aisleSide: z.boolean().optional(),
  power: flag,
  accessible: flag,
  premium: flag,
  neighbors: names,
});

const employer = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  tier: z.enum(['standard', 'premium']).default('standard'),
  needsPower: flag,
  needsAccessible: flag,
  wishes: names,
  notBeside: names,
  pinnedBoothId: z.string().optional(),
});

const eachOnce = (things: { id: string }[]) =>
  new Set(things.map(({ id }) => id)).size === things.length;

/** A booth problem as a file has it: what is left out is no, standard or none. */
export const boothProblemShape: z.ZodType<BoothProblem> = z.object({
  booths: z.array(booth).max(2000).refine(eachOnce, 'two booths have the same id'),
  employers: z.array(employer).max(2000).refine(eachOnce, 'two employers have the same id'),
});
