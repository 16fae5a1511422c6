import { plausibleCode } from '../../public/js/door-code.js';
import { fold } from '../graduates/person-words.ts';

export const MOST_ROWS = 20;
const MIN_LETTERS = 3;
const MOST_WORDS = 5;
const SHORT_CODE = 8;

/** Words to look for, the longest first; none when too little was typed. */
export function wordsOf(entered: string): string[] {
  const text = entered.trim();
  const digits = text.replace(/\D/g, '');
  if (digits.length >= 4 && /^[\d\s()+.-]+$/.test(text)) return [digits.slice(-4)];
  const words = text
    .split(/\s+/)
    .flatMap((each) => (each.includes('@') ? [each.toLowerCase()] : fold(each).split(' ')))
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  return (words[0]?.length ?? 0) < MIN_LETTERS ? [] : [...new Set(words)].slice(0, MOST_WORDS);
}

/** What may be a badge's short code, as it is kept among the words; a name of eight letters may be one, too. */
export function shortCodeOf(entered: string): string | null {
  const code = plausibleCode(entered);
  return code?.length === SHORT_CODE ? code.toLowerCase() : null;
}

/** Whether each word begins one of somebody's keys. */
export const hasWords = (keys: readonly string[], words: readonly string[]): boolean =>
  words.every((word) => keys.some((key) => key.startsWith(word)));

/** Whether each word was typed to its end. */
export const hasWholeWords = (keys: readonly string[], words: readonly string[]): boolean =>
  words.every((word) => keys.includes(word));
