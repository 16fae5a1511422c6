/** A text made comparable, character by character, so that what is found can be shown where it stands. */
export interface NormalizedText {
  /** Compatible forms composed, quotes and hyphens straight, white space single; a line break stays one. */
  written: string;
  /** The same in lower case, as long as `written`. */
  folded: string;
  /** Where each character of `written` stands in the given text; one more for its end. */
  offsets: number[];
}

/** Hyphen, space and nothing are the same within an alias (rule 2). */
export const withoutGaps = (text: string): string => text.replace(/[\s-]+/g, '');

const spaces = /\s/;
const mark = /\p{M}/u;
const lineBreak = /[\n\r\v\f\u0085\u2028\u2029]/;
/** Soft hyphen, zero-width space and joiners, byte order mark. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** Rule 1 of SCHEMA.md. */
export function normalizeText(given: string): NormalizedText {
  const offsets: number[] = [];
  let written = '';
  const add = (text: string, offset: number) => {
    written += text;
    for (let unit = 0; unit < text.length; unit++) offsets.push(offset);
  };
  for (let at = 0; at < given.length;) {
    const plain = endOfPlain(given, at);
    if (plain > at) {
      written += given.slice(at, plain);
      for (; at < plain; at++) offsets.push(at);
      continue;
    }
    const end = isSpace(given, at) ? endOfSpace(given, at) : endOfLetter(given, at);
    const part = given.slice(at, end);
    if (!isSpace(given, at)) add(straight(part), at);
    // A word that was parted at a line's end by a soft hyphen is one word again.
    else if (given[at - 1] !== '\u00ad' || !lineBreak.test(part))
      add(lineBreak.test(part) ? '\n' : ' ', at);
    at = end;
  }
  offsets.push(given.length);
  return { written, folded: lowerCase(written), offsets };
}

/** Most of a text: letters, digits and signs of ASCII that no mark follows, with single spaces between them. */
function endOfPlain(text: string, at: number): number {
  let end = at;
  for (let code = text.charCodeAt(end); code >= 0x20 && code < 0x7f; code = text.charCodeAt(end)) {
    if (code === 0x20 && isSpace(text, end + 1)) break;
    end++;
  }
  return end > at && text.charCodeAt(end) > 0x7f ? end - 1 : end;
}

const isSpace = (text: string, at: number): boolean => spaces.test(text[at] ?? '');

function endOfSpace(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && isSpace(text, end)) end++;
  return end;
}

/** A letter with the marks that follow it. */
function endOfLetter(text: string, at: number): number {
  let end = at + widthAt(text, at);
  while (text.charCodeAt(end) > 0x2ff && mark.test(String.fromCodePoint(text.codePointAt(end)!)))
    end += widthAt(text, end);
  return end;
}

const widthAt = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1);

function straight(letter: string): string {
  if (letter.length === 1 && letter < '\u0080') return letter;
  return letter
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\u2018\u2019\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201f]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
}

/** A letter whose small form is longer stays as it is, so that places stay the same. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from({ length: text.length }, (_, at) => {
    const small = text[at]!.toLowerCase();
    return small.length === 1 ? small : text[at]!;
  }).join('');
}
