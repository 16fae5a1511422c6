import { withoutGaps } from './normalized-text.ts';
import { lastWhere, type TextUnits } from './text-units.ts';
import type { Stretch } from './unread-stretches.ts';
import type { Alias } from './vocabulary-data.ts';

/** A word of some context where it stands in the text. */
export interface ContextWord {
  word: string;
  start: number;
  end: number;
}

const CONTEXT_CHARACTERS = 60;

/**
 * Rule 5 of SCHEMA.md: answers how far the nearest word of an alias's context is, null when there is none. It must stand
 * within sixty characters in the same line or bullet, or in the heading of the section; the alias is not its own context.
 */
export function contextsOf(words: ContextWord[], units: TextUnits) {
  const byContext = new Map<string[], ContextWord[]>();
  const wordsOf = (needs: string[]): ContextWord[] => {
    const known = byContext.get(needs);
    if (known) return known;
    const wanted = new Set(needs);
    const made = words.filter(({ word }) => wanted.has(word));
    byContext.set(needs, made);
    return made;
  };

  return (alias: Alias, start: number, end: number): number | null => {
    const near = wordsOf(alias.needs ?? []);
    const [from, until] = units.unitAt(start);
    const around: Stretch = [
      Math.max(from, start - CONTEXT_CHARACTERS),
      Math.min(until, end + CONTEXT_CHARACTERS),
    ];
    const self = withoutGaps(alias.text).toLowerCase();
    const distances = [...within(near, around), ...within(near, units.headingAt(start))]
      .filter(({ word }) => withoutGaps(word) !== self)
      .map((word) => Math.max(start - word.end, word.start - end))
      .filter((distance) => distance >= 0);
    return distances.length === 0 ? null : Math.min(...distances);
  };
}

/** Of words in order of place, those that lie wholly in a stretch. */
function within(words: ContextWord[], stretch: Stretch | null): ContextWord[] {
  if (!stretch) return [];
  const [from, until] = stretch;
  const found: ContextWord[] = [];
  const first = lastWhere(words.length, (at) => words[at]!.start < from) + 1;
  for (let at = first; at < words.length && words[at]!.start < until; at++)
    if (words[at]!.end <= until) found.push(words[at]!);
  return found;
}
