import { assetUrl } from './assets.ts';
import { attributeHelpers } from './view-attributes.ts';
import { fieldHelpers } from './view-fields.ts';
import { timeHelpers } from './view-times.ts';

/** The last argument of every helper is Handlebars' own. */
type Given = unknown[];
const own = (given: Given): unknown[] => given.slice(0, -1);

const isEmpty = (value: unknown): boolean => !value || (Array.isArray(value) && value.length === 0);

const itemsOf = (value: unknown): unknown[] => {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
};

const decisions = {
  eq: (a: unknown, b: unknown) => a === b,
  ne: (a: unknown, b: unknown) => a !== b,
  lt: (a: number, b: number) => a < b,
  gt: (a: number, b: number) => a > b,
  /** The first that is empty, else the last: an empty list counts as empty, as it does for #if. */
  and: (...given: Given) => own(given).find(isEmpty) ?? own(given).at(-1),
  or: (...given: Given) => own(given).find((each) => !isEmpty(each)) ?? own(given).at(-1),
  not: (value: unknown) => isEmpty(value),
  /** Is it in the list? One value counts as a list of one; ids and numbers are compared as text. */
  includes: (list: unknown, value: unknown) => itemsOf(list).map(String).includes(String(value)),
  hasAny: (value: unknown) =>
    typeof value === 'object' && value !== null && Object.keys(value).length > 0,
  /** One of two, by a condition. */
  pick: (condition: unknown, yes: unknown, no: unknown) => (isEmpty(condition) ? no : yes),
  default: (value: unknown, fallback: unknown) =>
    isEmpty(value) && value !== 0 ? fallback : value,
};

const wholeNumbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const formatNumber = (value: unknown): string =>
  typeof value === 'number' && Number.isFinite(value) ? wholeNumbers.format(value) : '–';

const words = {
  number: formatNumber,
  /** "1 graduate", "1,234 graduates"; the third word is needed only where an s will not do. */
  plural: (count: number, one: string, many: unknown) =>
    `${formatNumber(count)} ${count === 1 ? one : typeof many === 'string' ? many : `${one}s`}`,
  /** "68%" of a part and its whole; a dash where there is no whole. */
  percent: (part: number, whole: number) =>
    whole > 0 ? `${Math.round((part / whole) * 100)}%` : '–',
  join: (list: unknown, separator: unknown) =>
    itemsOf(list).join(typeof separator === 'string' ? separator : ', '),
  concat: (...given: Given) => own(given).join(''),
  lower: (text: unknown) => String(text ?? '').toLowerCase(),
  /** Text in a web address. */
  encode: (text: unknown) => encodeURIComponent(String(text ?? '')),
  json: (value: unknown) => JSON.stringify(value),
};

const counting = {
  /** How many a list or an object holds. */
  count: (value: unknown) =>
    typeof value === 'object' && value !== null ? Object.keys(value).length : itemsOf(value).length,
  list: (...given: Given) => own(given),
  add: (a: number, b: number) => a + b,
  /** 1, 2, 3 for `range 1 3`. */
  range: (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at),
};

/** Everything that a view may call. */
export const viewHelpers = {
  ...decisions,
  ...words,
  ...counting,
  ...timeHelpers,
  ...attributeHelpers,
  ...fieldHelpers,
  asset: (path: string) => assetUrl(path),
};
