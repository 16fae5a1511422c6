import type { ConsentChoice } from './registration-model.ts';

/** What an employer may see of a graduate. `full`: everything; `limited`: roles and systems, may ask; `none`: nothing. */
export type Sight = 'full' | 'limited' | 'none';

/** The one rule of consent; applied before matching, ranking, facets, counts, reads and exports. */
export function sightOf(choice: ConsentChoice, answer: 'yes' | 'no' | null): Sight {
  if (answer === 'yes') return 'full';
  if (answer === 'no') return 'none';
  if (choice === 'all') return 'full';
  return choice === 'approve' ? 'limited' : 'none';
}
