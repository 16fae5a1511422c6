import { fold } from '../graduates/person-words.ts';

export interface Piece {
  text: string;
  marked: boolean;
}

/** Cuts a text where a word begins with one that was searched, as the search itself compares them. */
export function markWords(text: string, searched: string): Piece[] {
  const beginnings = fold(searched).split(' ').filter(Boolean);
  if (beginnings.length === 0) return text ? [{ text, marked: false }] : [];
  const pieces: Piece[] = [];
  const add = (part: string, marked: boolean) => {
    const last = pieces.at(-1);
    if (last && last.marked === marked) last.text += part;
    else if (part) pieces.push({ text: part, marked });
  };
  let at = 0;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}'’.]+/gu)) {
    add(text.slice(at, index), false);
    const folded = fold(word);
    add(
      word,
      beginnings.some((beginning) => folded.startsWith(beginning)),
    );
    at = index + word.length;
  }
  add(text.slice(at), false);
  return pieces;
}
