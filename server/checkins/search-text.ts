import type { Found } from './search-people.ts';
import { MOST_ROWS } from './search-words.ts';

/** What a search came to, in a sentence that is also read aloud. */
export function searchText(q: string, { people, more, tooShort }: Found): string {
  if (q === '') return '';
  if (tooShort) return 'Type at least three letters of one word.';
  if (more) return `More than ${MOST_ROWS} match: type more of the name, or a second word.`;
  if (people.length === 0) return 'Nobody found.';
  return people.length === 1 ? 'One person found.' : `${people.length} people found.`;
}
