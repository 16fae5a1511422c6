import { normalizeText, type NormalizedText } from './normalized-text.ts';

/** Many words and phrases in one tree of letters; `gap` is where a hyphen, a space or nothing may stand. */
export interface WordTrie<T> {
  next: Map<string, WordTrie<T>>;
  gap: WordTrie<T> | null;
  values: T[];
}

export const emptyTrie = <T>(): WordTrie<T> => ({ next: new Map(), gap: null, values: [] });

export function addWord<T>(trie: WordTrie<T>, word: string, value: T): void {
  let node = trie;
  for (const letter of normalizeText(word).folded.replace(/[ -]+/g, '-').split(''))
    node = letter === '-' ? (node.gap ??= emptyTrie()) : childOf(node, letter);
  node.values.push(value);
}

function childOf<T>(node: WordTrie<T>, letter: string): WordTrie<T> {
  const known = node.next.get(letter);
  if (known) return known;
  const made = emptyTrie<T>();
  node.next.set(letter, made);
  return made;
}

type Found<T> = (value: T, start: number, end: number) => void;

/** Calls `found` for every word of the tree that stands in the text as a whole word (rule 2 of SCHEMA.md). */
export function findWords<T>(trie: WordTrie<T>, text: NormalizedText, found: Found<T>): void {
  const { folded } = text;
  for (let start = 0; start < folded.length; start++) {
    if (isLetterOrDigit(folded, start) && isLetterOrDigit(folded, start - 1)) continue;
    const node = trie.next.get(folded[start]!);
    if (node) walk(node, text, start, start + 1, found);
  }
}

function walk<T>(
  node: WordTrie<T>,
  text: NormalizedText,
  start: number,
  at: number,
  found: Found<T>,
): void {
  if (node.values.length > 0 && endsHere(text.folded, at))
    for (const value of node.values) found(value, start, at);
  if (node.gap) {
    walk(node.gap, text, start, at, found);
    const after = endOfGap(text, at);
    if (after > at) walk(node.gap, text, start, after, found);
  }
  const next = node.next.get(text.folded[at]!);
  if (next) walk(next, text, start, at + 1, found);
}

const beyondAscii = /[\p{L}\p{N}\p{M}]/u;

function isLetterOrDigit(folded: string, at: number): boolean {
  const code = folded.charCodeAt(at);
  if (code >= 0x80) return beyondAscii.test(folded[at]!);
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

const endsHere = (folded: string, at: number): boolean =>
  folded[at] !== '+' && folded[at] !== '#' && !isLetterOrDigit(folded, at);

/** One space or hyphen, or the end of a line that goes on in the next. */
function endOfGap(text: NormalizedText, at: number): number {
  const hyphen = text.folded[at] === '-' ? 1 : 0;
  if (text.folded[at + hyphen] === '\n') return goesOn(text, at + hyphen) ? at + hyphen + 1 : at;
  return hyphen || text.folded[at] === ' ' ? at + 1 : at;
}

const WRAPPED_AT = 45;

/** The page's width broke the line, not the writer: it is long, or the next one begins within a sentence. */
function goesOn({ written, folded }: NormalizedText, breakAt: number): boolean {
  const length = breakAt - (folded.lastIndexOf('\n', breakAt - 1) + 1);
  return length >= WRAPPED_AT || /\p{Ll}/u.test(written[breakAt + 1] ?? '');
}
