import Handlebars from 'handlebars';

const kindOf = (kind: string, states: string) =>
  states.split(' ').map((state) => [state, kind] as const);

const chipKinds = new Map([
  ...kindOf('go', 'accepted active arrived live open sent done delivered confirmed ready approved'),
  ...kindOf(
    'wait',
    'pending late wait_listed queued sending draft retrying undecided paused asked',
  ),
  ...kindOf(
    'stop',
    'declined canceled failed bounced refused revoked withdrawn no_show suppressed',
  ),
  ...kindOf('note', 'applied new offline invited scheduled'),
]);

const codeOf = (state: unknown): string =>
  String(state ?? '')
    .toLowerCase()
    .replace(/[ -]/g, '_');

/** Helpers that write attributes, or choose what stands in one. */
export const attributeHelpers = {
  checked: (condition: unknown) => (condition ? 'checked' : ''),
  selected: (condition: unknown) => (condition ? 'selected' : ''),
  /** An attribute with its value, only its name when the value is true, nothing when it is empty. */
  attr: (name: string, value: unknown) => {
    if (value === undefined || value === null || value === false || value === '') return '';
    const text = value === true ? '' : `="${Handlebars.escapeExpression(String(value))}"`;
    return new Handlebars.SafeString(name + text);
  },
  /** The look of a state's word: go, wait, stop, note, or nothing for words unknown here. */
  chipKind: (state: unknown) => chipKinds.get(codeOf(state)) ?? '',
  /** `no_show` reads as "No show", `wait_listed` as "Wait-listed". */
  stateWord: (state: unknown) => {
    const word = codeOf(state).replace('wait_listed', 'wait-listed').replaceAll('_', ' ');
    return word.charAt(0).toUpperCase() + word.slice(1);
  },
  /** How much room a name needs in large type; the style sheet has a size for each. */
  lengthOf: (name: unknown) => {
    const length = String(name ?? '').length;
    return length <= 8 ? 'short' : length <= 12 ? 'medium' : length <= 18 ? 'long' : 'longest';
  },
  /** The first letters of a role's code say its track: university-based or community college. */
  trackOf: (code: unknown) => (String(code).startsWith('UB') ? 'university' : 'college'),
};
