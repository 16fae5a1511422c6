import { z } from 'zod';
import { referenceData } from './reference-data.ts';

const read = referenceData('roles.json', z.object({ version: z.string() }));

/** Of the reference data that a fair was created with. */
export const workforceVersion = (): string => read().version;
