import { fold } from '../graduates/person-words.ts';

export const MIN_LETTERS = 3;
export const MOST_ROWS = 20;

/** Words to look for, longest first so that the index has the least to read; none when too little was typed. */
export function wordsOf(entered: string): string[] {
  const text = entered.trim();
  if (text.includes('@')) return text.length >= MIN_LETTERS ? [text.toLowerCase()] : [];
  const digits = text.replace(/\D/g, '');
  if (digits.length >= 7 && /^[\d\s()+.-]+$/.test(text)) return [digits.slice(-4)];
  if (/^[0-9a-z]{4}-[0-9a-z]{4}$/i.test(text)) return [text.replace('-', '').toLowerCase()];
  const words = fold(text).split(' ').filter(Boolean);
  const longest = Math.max(0, ...words.map((word) => word.length));
  if (longest < MIN_LETTERS) return [];
  return words.sort((a, b) => b.length - a.length).slice(0, 5);
}
