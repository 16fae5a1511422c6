import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '../logger.ts';
import { HttpError, NotFound } from './errors.ts';

const titles: Record<number, string> = {
  400: 'That request could not be read',
  401: 'Sign in first',
  403: 'This is not yours to do',
  404: 'Nothing here',
  409: 'Things have changed meanwhile',
  413: 'That is too large',
  415: 'That kind of file is not taken here',
  422: 'Something in there is not right',
  429: 'A little slower, please',
  500: 'Something broke on our side',
  503: 'Not ready at this moment',
};

const ownWords: Record<number, string> = {
  400: 'Go back, reload the page and try again.',
  413: 'Files may have at most 5 MB. Choose a smaller one; nothing else that you entered was lost on earlier pages.',
  500: 'It was noted, and nothing that was saved before is lost. Try again in a minute.',
  503: 'The store does not answer. Try again in a minute; whatever was confirmed is safe.',
};

export const noSuchPage: RequestHandler = (_req, _res, next) => next(new NotFound());

/** Every error becomes a page (or JSON for scripts) in the product's own words; details go to the log alone. */
export function showErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const status = statusOf(error);
    if (status >= 500) log.error({ error, id: res.locals.requestId }, 'request failed');
    const text = error instanceof HttpError ? error.message : (ownWords[status] ?? ownWords[400]!);
    const title = titles[status] ?? STATUS_CODES[status] ?? 'Error';
    res.status(status).set('Cache-Control', 'no-store');
    if (req.accepts(['html', 'json']) === 'json') return void res.json({ error: text, status });
    const next_ = [{ href: '/', label: 'Go to the start page' }];
    res.render('errors/error', {
      title,
      status,
      text,
      next: next_,
      requestId: res.locals.requestId,
    });
  };
}

function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  const { status, code, name } = error as { status?: number; code?: string; name?: string };
  if (name === 'MulterError') return code === 'LIMIT_FILE_SIZE' ? 413 : 422;
  if (name === 'MongoServerSelectionError' || name === 'MongooseServerSelectionError') return 503;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
