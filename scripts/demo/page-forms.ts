interface PageForm {
  action: string;
  /** What nobody who fills the form can change. */
  hidden: Record<string, string>;
  /** Everything that a browser would send with nothing touched. */
  values: Record<string, string>;
}

/**
 * What a browser would send of the form with this action, untouched. Where a page has several, the one whose hidden
 * fields agree with what is to be sent. Throws when there is none: then nobody could have pressed its button.
 */
export function formOn(
  html: string,
  action: string,
  path: string,
  fields: Record<string, string> = {},
): Record<string, string> {
  const form = formsOf(html, path).find(
    (each) => each.action === action && agrees(each.hidden, fields),
  );
  if (!form) throw new Error(`the page ${path} has no such form for ${action}`);
  return form.values;
}

const agrees = (hidden: Record<string, string>, fields: Record<string, string>): boolean =>
  Object.entries(fields).every(
    ([name, value]) => hidden[name] === undefined || hidden[name] === value,
  );

function formsOf(html: string, path: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(
    ([, head = '', inside = '']) => {
      const inputs = inputsIn(inside);
      return {
        action: attribute(head, 'action') ?? path,
        hidden: Object.fromEntries(inputs.filter(isHidden).map(toField)),
        values: { ...Object.fromEntries(inputs.filter(isSent).map(toField)), ...areasIn(inside) },
      };
    },
  );
}

const inputsIn = (html: string): string[] =>
  [...html.matchAll(/<input\b([^>]*)>/g)].map(([, inside = '']) => inside);

const isHidden = (input: string): boolean => attribute(input, 'type') === 'hidden';

function isSent(input: string): boolean {
  const type = attribute(input, 'type') ?? 'text';
  if (type === 'radio' || type === 'checkbox') return /\bchecked\b/.test(input);
  return type !== 'file' && type !== 'submit';
}

const toField = (input: string): [string, string] => [
  attribute(input, 'name') ?? '',
  attribute(input, 'value') ?? '',
];

const areasIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].map(
      ([, head = '', text = '']) => [
        attribute(head, 'name') ?? '',
        decoded(text.replace(/^\n/, '')),
      ],
    ),
  );

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : decoded(value);
};

/** Where links and forms of a page lead, as far as it matches; each once, in order. */
export const addressesOn = (html: string, wanted: RegExp): string[] => [
  ...new Set(
    [...html.matchAll(/\s(?:href|action)="([^"]*)"/g)]
      .map(([, value = '']) => decoded(value))
      .filter((value) => wanted.test(value)),
  ),
];

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const decoded = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name]!);
