import { fold } from '../graduates/person-words.ts';

const MAX_WORDS = 4000;
const MAX_LENGTH = 40;

/** The folded words of a text, each once, in the order in which they appear. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const word of fold(text).split(' ')) {
    if (word.length >= 2 && word.length <= MAX_LENGTH) words.add(word);
    if (words.size >= MAX_WORDS) break;
  }
  return [...words];
}
