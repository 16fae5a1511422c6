import { audienceWords } from './audience-words.ts';
import type { Audience } from './follow-up-model.ts';

const PLACEHOLDER = /(?<!\{)\{\{([^{}]*)\}\}(?!\})/g;
const known = new Set(Object.values(audienceWords).flatMap((each) => each.placeholders));

export const inBraces = (name: string): string => `{{${name}}}`;

/** What keeps a text from being sent to an audience, or null. */
export function faultIn(text: string, audience: Audience): string | null {
  const { placeholders } = audienceWords[audience];
  for (const [whole, inner = ''] of text.matchAll(PLACEHOLDER)) {
    const name = inner.trim();
    if (placeholders.includes(name)) continue;
    return known.has(name)
      ? `${whole} is not known for everybody in this audience. Take it out, or choose another audience`
      : `There is no placeholder ${whole}. Use ${placeholders.map(inBraces).join(', ')}`;
  }
  const rest = text.replace(PLACEHOLDER, '');
  return /\{\{|\}\}/.test(rest) ? 'A {{ or }} here belongs to no placeholder' : null;
}

/** A subject for those who write it: the fair by its name, what differs from person to person in brackets. */
export const subjectInShort = (subject: string, fairName: string): string =>
  subject.replace(PLACEHOLDER, (_whole, inner: string) => {
    const name = inner.trim();
    return name === 'fair' ? fairName : `[${name.replaceAll('_', ' ')}]`;
  });

export type Filled = { ok: true; text: string } | { ok: false; missing: string };

/** Puts a person's values in place of the placeholders. One without a value fills nothing and is named. */
export function fill(text: string, values: Record<string, string>): Filled {
  let missing: string | null = null;
  const filled = text.replace(PLACEHOLDER, (whole, inner: string) => {
    const name = inner.trim();
    const value = Object.hasOwn(values, name) ? values[name] : '';
    if (!value) missing ??= whole;
    return value ?? '';
  });
  return missing === null ? { ok: true, text: filled } : { ok: false, missing };
}
