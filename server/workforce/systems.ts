import { z } from 'zod';
import { isUnverified, referenceData } from './reference-data.ts';

const readSystems = referenceData(
  'ehr-systems.json',
  z.object({
    systems: z.array(
      z.object({
        id: z.string(),
        name: z.string().min(1),
        vendor: z.string(),
        category: z.string(),
        modules: z.array(z.object({ id: z.string() })).optional(),
        unverified: z.array(z.string()).optional(),
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

export interface EhrSystem {
  id: string;
  name: string;
  /** Empty while nobody has verified it. */
  vendor: string;
  category: string;
}

let shown: Map<string, EhrSystem> | undefined;
let byModule: Map<string, string> | undefined;

/** Systems that people use and employers ask for; standards and terminologies are for matching text. */
export const ehrSystems = (): EhrSystem[] =>
  [...shownSystems().values()].filter(
    ({ category }) => category !== 'standard' && category !== 'terminology',
  );

export const systemById = (id: string): EhrSystem | undefined => shownSystems().get(id);

/** A mentioned module implies its system. */
export function systemOfModule(moduleId: string): string | undefined {
  byModule ??= new Map(
    readSystems().systems.flatMap(({ id, modules = [] }) =>
      modules.map((module): [string, string] => [module.id, id]),
    ),
  );
  return byModule.get(moduleId);
}

/** How a system is known, from seen to certified. */
export const exposureLevels = () => readLevels().systemExposureLevels;

/** What has a source for its name; the others only match text. */
const shownSystems = (): Map<string, EhrSystem> =>
  (shown ??= new Map(
    readSystems()
      .systems.filter((system) => !system.retired && !isUnverified(system, 'name'))
      .map((system) => {
        const { id, name, category } = system;
        const vendor = isUnverified(system, 'vendor') ? '' : system.vendor;
        return [id, { id, name, vendor, category }];
      }),
  ));
