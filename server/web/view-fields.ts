interface Form {
  values?: Record<string, unknown>;
  errors?: Record<string, string>;
}
interface Options {
  data?: { root?: { form?: Form } };
}
/** What a page says of a field when it calls its partial. */
interface Given {
  name: string;
  id?: string;
  label?: string;
  hint?: string;
  value?: unknown;
  checked?: boolean;
  required?: boolean;
  form?: Form;
}

/** What a field's partial draws: what the page said of it, with what was typed and what was wrong. */
function describeField(given: Given, options: Options) {
  const form = formOf(given.form, options);
  const id = given.id ?? given.name;
  const error = own(form.errors, given.name);
  const typed = own(form.values, given.name);
  // A box that was not ticked is not sent at all, so in a rejected form its absence is an answer.
  const answered = Object.keys(form.errors ?? {}).length > 0;
  const sent = String(given.value ?? 'yes');
  const ids = [given.hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean);
  return {
    ...given,
    id,
    error,
    value: typed ?? given.value,
    sent,
    isChecked: typed === undefined ? !answered && given.checked : isSent(typed, sent),
    invalid: error ? 'true' : undefined,
    describedBy: ids.join(' '),
  };
}

const isSent = (typed: unknown, sent: string): boolean =>
  typed === true || [typed].flat().map(String).includes(sent);

const own = (record: object | undefined, key: string): unknown =>
  record && Object.hasOwn(record, key) ? (record as Record<string, unknown>)[key] : undefined;

/** A partial may be handed a form; otherwise the page's own form is meant. */
const formOf = (form: Form | undefined, options: Options): Form =>
  form ?? options.data?.root?.form ?? {};

export const fieldHelpers = {
  field: describeField,
  valueOf: (form: Form | undefined, name: string, options: Options) =>
    own(formOf(form, options).values, name),
  errorOf: (form: Form | undefined, name: string, options: Options) =>
    own(formOf(form, options).errors, name),
  errorsOf: (form: Form | undefined, options: Options) => formOf(form, options).errors ?? {},
};
