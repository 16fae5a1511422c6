/**
 * Text as search and people need it: ligatures, presentation forms and drawn accents become plain letters, words that a
 * soft hyphen broke over a line are whole again, icons and characters that only steer the direction are gone.
 */
export function tidyText(raw: string): string {
  return raw
    .replace(/\u00ad[ \t]*\r?\n?/g, '')
    .normalize('NFKC')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\uf0b7/g, '•')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/(?![\n\t])[\p{Cc}\p{Co}\p{Cs}\p{Cn}\ufffd]/gu, ' ')
    .replace(/[ \t]+/g, (gap) => (gap.includes('\t') ? '\t' : ' '))
    .replace(/[ \t]\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
