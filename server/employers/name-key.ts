import { withoutAccents } from '../web/without-accents.ts';

const legalForms = new Set([
  'inc',
  'llc',
  'llp',
  'lp',
  'ltd',
  'corp',
  'corporation',
  'co',
  'company',
  'pc',
  'plc',
  'the',
  'incorporated',
  'limited',
]);
const longForms: Record<string, string> = {
  hosp: 'hospital',
  med: 'medical',
  ctr: 'center',
  centre: 'center',
  cntr: 'center',
  st: 'saint',
  mem: 'memorial',
  meml: 'memorial',
  reg: 'regional',
  regl: 'regional',
  univ: 'university',
  co: 'county',
  hlth: 'health',
  sys: 'system',
  svcs: 'services',
  assoc: 'associates',
};

/** An organization's name for comparing: no accents, case, punctuation or legal form; usual abbreviations written out. */
export function nameKey(name: string): string {
  const words = withoutAccents(name)
    .replace(/['’.]/g, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const kept = words.filter((word) => !legalForms.has(word)).map((word) => longForms[word] ?? word);
  return (kept.length ? kept : words).join(' ');
}

/** True when two names may be one organization: the same key, or all words of the shorter in the longer and at least two of them. */
export function mayBeSame(a: string, b: string): boolean {
  const [left, right] = [nameKey(a), nameKey(b)];
  if (left === right) return true;
  const [short, long] = [left.split(' '), right.split(' ')].sort((x, y) => x.length - y.length);
  return short!.length >= 2 && short!.every((word) => long!.includes(word));
}
