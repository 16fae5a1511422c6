import type { z } from 'zod';

/** What a form page needs to draw itself, blank or full of mistakes. */
export interface FormState {
  values: Record<string, unknown>;
  errors: Record<string, string>;
}

export const blankForm = (values: Record<string, unknown> = {}): FormState => ({
  values,
  errors: {},
});

export const formWithError = (
  values: Record<string, unknown>,
  field: string,
  text: string,
): FormState => ({ values, errors: { [field]: text } });

export type Read<T> = { ok: true; data: T } | { ok: false; form: FormState };

/** Parses a submitted form; on failure keeps what was typed and the first problem of each field. */
export function readForm<S extends z.ZodType>(
  schema: S,
  body: Record<string, unknown> = {},
): Read<z.output<S>> {
  const result = schema.safeParse(body);
  if (result.success) return { ok: true, data: result.data };
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues)
    errors[String(issue.path[0] ?? 'form')] ??= issue.message;
  const { _csrf: _, ...values } = body;
  return { ok: false, form: { values: onlyText(values), errors } };
}

/** A page draws what was typed as text; JSON and multipart can carry objects that cannot even be turned into it. */
function onlyText(values: Record<string, unknown>): Record<string, unknown> {
  const isText = (value: unknown) => value === null || typeof value !== 'object';
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) =>
      Array.isArray(value) ? value.every(isText) : isText(value),
    ),
  );
}

/** A checkbox group sends nothing, one string or many; a schema wants a list. */
export const toList = (value: unknown): unknown[] =>
  value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value];
