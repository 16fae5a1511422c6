import { allAliases, type Alias, type Kind } from './vocabulary-data.ts';

/** What a text mentions; never that the person can do it (SCHEMA.md, rule 9). */
export interface Match {
  kind: Kind;
  id: string;
  /** As it stands in the text. */
  alias: string;
  /** Characters from the beginning of the normalized text. */
  offset: number;
  rule: 'safe' | 'context';
}

interface Word {
  text: string;
  start: number;
  end: number;
}

const CONTEXT_CHARACTERS = 60;
const wordPattern = /[\p{L}\p{N}+#]+/gu;

/** Places where nothing is matched: mail addresses, lines with a ZIP code, names of schools (rule 6). */
const blanks = [
  /\S+@\S+/g,
  /^.*\b[A-Z]{2}\s+\d{5}(-\d{4})?\b.*$/gm,
  /(?:[A-Z][\p{L}'’.-]+ ){1,5}(?:University|College|Institute|School)(?: of(?: [A-Z][\p{L}]+){1,4})?|University of(?: [A-Z][\p{L}]+){1,4}/gu,
];

let index: { byKey: Map<string, Alias[]>; mostWords: number } | undefined;

/** Finds skills, systems, modules, certifications and job titles by the matching rules of SCHEMA.md. */
export function matchText(given: string): Match[] {
  const text = normalize(given);
  const words = wordsOf(blanks.reduce((kept, blank) => kept.replace(blank, spaces), text));
  const { byKey, mostWords } = (index ??= buildIndex());
  const found: Match[] = [];
  for (let at = 0; at < words.length;) {
    const used = longestAt(text, words, at, byKey, mostWords, found);
    at += Math.max(1, used);
  }
  return found;
}

const normalize = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\u00ad/g, '')
    .replace(/[^\S\n]+/g, ' ');

const spaces = (text: string): string => ' '.repeat(text.length);

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(wordPattern)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));

/** Hyphen, space and nothing are the same (rule 2), so words are joined without them. */
const keyOf = (text: string): string =>
  wordsOf(text)
    .map((word) => word.text)
    .join('')
    .toLowerCase();

function buildIndex() {
  const byKey = new Map<string, Alias[]>();
  let mostWords = 1;
  for (const alias of allAliases()) {
    const key = keyOf(alias.text);
    byKey.set(key, [...(byKey.get(key) ?? []), alias]);
    // "golive" may be written as two words although the alias is one.
    mostWords = Math.max(mostWords, wordsOf(alias.text).length + 1);
  }
  return { byKey, mostWords };
}

/** Takes the longest alias that begins at a word (rule 3) and says how many words it used. */
function longestAt(
  text: string,
  words: Word[],
  at: number,
  byKey: Map<string, Alias[]>,
  mostWords: number,
  found: Match[],
): number {
  for (let count = Math.min(mostWords, words.length - at); count > 0; count -= 1) {
    const stretch = words.slice(at, at + count);
    const from = stretch[0]!.start;
    const until = stretch.at(-1)!.end;
    const written = text.slice(from, until);
    if (written.includes('\n')) continue;
    const aliases =
      byKey.get(
        stretch
          .map((word) => word.text)
          .join('')
          .toLowerCase(),
      ) ?? [];
    const fitting = aliases.filter((alias) => fits(alias, text, written, from, until));
    if (fitting.length === 0) continue;
    for (const { kind, id, needs } of fitting)
      found.push({ kind, id, alias: written, offset: from, rule: needs ? 'context' : 'safe' });
    return count;
  }
  return 0;
}

function fits(alias: Alias, text: string, written: string, from: number, until: number): boolean {
  if (alias.caseSensitive && written !== alias.text) return false;
  if (!alias.needs) return true;
  const lineStart = text.lastIndexOf('\n', from) + 1;
  const lineEnd = text.indexOf('\n', until);
  const before = text.slice(Math.max(lineStart, from - CONTEXT_CHARACTERS), from);
  const after = text.slice(
    until,
    Math.min(lineEnd < 0 ? text.length : lineEnd, until + CONTEXT_CHARACTERS),
  );
  return [before, after].some((near) => mentions(near, alias.needs!, keyOf(alias.text)));
}

/** One of the context's words stands there as a whole word, and is not the alias itself (rule 5). */
function mentions(near: string, context: string[], self: string): boolean {
  const padded = ` ${wordsOf(near.toLowerCase())
    .map((word) => word.text)
    .join(' ')} `;
  return context.some((word) => {
    const plain = wordsOf(word.toLowerCase())
      .map((each) => each.text)
      .join(' ');
    return plain.replaceAll(' ', '') !== self && padded.includes(` ${plain} `);
  });
}
