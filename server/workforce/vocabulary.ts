import { normalizeText, withoutGaps, type NormalizedText } from './normalized-text.ts';
import { unitsOf } from './text-units.ts';
import { contextsOf, type ContextWord } from './match-context.ts';
import { unreadStretches } from './unread-stretches.ts';
import { allAliases, type Alias, type Kind } from './vocabulary-data.ts';
import { addWord, emptyTrie, findWords, type WordTrie } from './word-trie.ts';

/** What a text mentions; never that the person can do it (SCHEMA.md, rule 9). */
export interface Match {
  kind: Kind;
  /** Of a job title: the role that it belongs to. */
  id: string;
  /** As it stands in the given text. */
  alias: string;
  /** Characters from the beginning of the given text. */
  offset: number;
  rule: 'safe' | 'context';
}

interface Candidate {
  alias: Alias;
  start: number;
  end: number;
  /** Characters to the nearest word of its context; 0 for a safe alias. */
  distance: number;
}

/** A leaf of the tree: an alias, or a word of some context. */
type Leaf = Alias | string;

let kept: WordTrie<Leaf> | undefined;

/** Finds skills, systems, modules, certifications and job titles by the matching rules of SCHEMA.md, in order of place. */
export function matchText(given: string): Match[] {
  const text = normalizeText(given);
  const { aliases, words } = readOnce(text);
  const distanceOf = contextsOf(words, unitsOf(text.written));
  const candidates = aliases.flatMap((found): Candidate[] => {
    const distance = found.alias.needs ? distanceOf(found.alias, found.start, found.end) : 0;
    return distance === null ? [] : [{ ...found, distance }];
  });
  return eachStretchOnce(candidates, text.written.length).map(({ alias, start, end }) => {
    const [from, until] = [text.offsets[start]!, text.offsets[end]!];
    const { kind, id, needs } = alias;
    const rule = needs ? 'context' : 'safe';
    return { kind, id, alias: given.slice(from, until), offset: from, rule };
  });
}

/** One pass over the text for the aliases and for the words of all contexts. */
function readOnce(text: NormalizedText) {
  const unread = new Uint8Array(text.written.length + 1);
  for (const [start, end] of unreadStretches(text.written)) unread.fill(1, start, end);
  const aliases: Omit<Candidate, 'distance'>[] = [];
  const words: ContextWord[] = [];
  findWords((kept ??= buildTrie()), text, (leaf, start, end) => {
    if (unread[start] || unread[end - 1]) return;
    if (typeof leaf === 'string') words.push({ word: leaf, start, end });
    else if (!leaf.caseSensitive || sameLetters(leaf.text, text.written.slice(start, end)))
      aliases.push({ alias: leaf, start, end });
  });
  return { aliases, words };
}

function buildTrie(): WordTrie<Leaf> {
  const trie = emptyTrie<Leaf>();
  const contextWords = new Set<string>();
  for (const alias of allAliases()) {
    addWord(trie, alias.text, alias);
    for (const word of alias.needs ?? []) contextWords.add(word);
  }
  for (const word of contextWords) addWord(trie, word, word);
  return trie;
}

const sameLetters = (a: string, b: string): boolean => withoutGaps(a) === withoutGaps(b);

/** Rule 3: the longest first; of several that want one stretch, a safe one, then the one whose context is nearest. */
function eachStretchOnce(candidates: Candidate[], length: number): Candidate[] {
  const used = new Uint8Array(length);
  const longest = candidates.sort(
    (a, b) =>
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start ||
      Number(a.alias.needs !== null) - Number(b.alias.needs !== null) ||
      a.distance - b.distance,
  );
  const chosen = longest.filter(({ start, end }) => {
    if (used.subarray(start, end).includes(1)) return false;
    used.fill(1, start, end);
    return true;
  });
  return chosen.sort((a, b) => a.start - b.start);
}
