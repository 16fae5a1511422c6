import { z } from 'zod';
import { referenceData } from './reference-data.ts';

const readSystems = referenceData(
  'ehr-systems.json',
  z.object({
    systems: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        vendor: z.string(),
        category: z.string(),
        retired: z.boolean().optional(),
      }),
    ),
  }),
);
const readLevels = referenceData(
  'experience-equivalents.json',
  z.object({
    systemExposureLevels: z.array(
      z.object({ id: z.string(), rank: z.number(), label: z.string(), meaning: z.string() }),
    ),
  }),
);

/** Systems that people use and employers ask for; standards and terminologies are for matching text. */
export const ehrSystems = () =>
  readSystems().systems.filter(
    (system) =>
      !system.retired && system.category !== 'standard' && system.category !== 'terminology',
  );

export const systemById = (id: string) => readSystems().systems.find((system) => system.id === id);

/** How a system is known, from seen to certified. */
export const exposureLevels = () => readLevels().systemExposureLevels;
