import { pino, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** Ids, codes and counts only; fields that could hold personal data are removed even when somebody passes them. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: [
        'email',
        'phone',
        'name',
        'text',
        'to',
        '*.email',
        '*.phone',
        '*.name',
        '*.text',
        '*.to',
      ].filter((field) => field !== '*.name' && field !== 'name'),
      remove: true,
    },
    serializers: { error: describeError },
  });
}

/**
 * What an error says for the log. Its own fields stay out, and values within its words are masked: a duplicate key or a
 * failed cast quotes what somebody typed, a mail server repeats the address.
 */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, status, cause } = error as { code?: unknown; status?: unknown; cause?: unknown };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...(isPlain(code) && { code }),
    ...(isPlain(status) && { status }),
    stack: frames.join('\n'),
    ...(cause !== undefined && cause !== error && { cause: describeError(cause) }),
  };
}

const isPlain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

const withoutValues = (words: string): string =>
  words
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/(^|[\s(])'[^']*'/g, "$1'…'")
    .replace(/[^\s<>"'(]+@[^\s<>"',)]+/g, '…@…')
    .replace(/\+?\d[\d().\s-]{7,}\d/g, '…');
