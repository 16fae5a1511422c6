import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '../logger.ts';
import { HttpError, NotFound, StoreAway } from './errors.ts';
import { wantsJson } from './wants-json.ts';

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
  413: 'Files may have at most 5 MB, and everything else in a form 250 kB together. Go back and send less; nothing that you saved on earlier pages is lost.',
  500: 'It was noted, and nothing that was saved before is lost. Try again in a minute.',
  503: StoreAway.text,
};

export const noSuchPage: RequestHandler = (_req, _res, next) => next(new NotFound());

/** Every error becomes a page (or JSON for scripts) in the product's own words; details go to the log alone. */
export function showErrors(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    const status = statusOf(error);
    const id: unknown = res.locals.requestId;
    if (status >= 500) log.error({ error, id }, 'request failed');
    // Half an answer is on its way: cut, so that nobody takes it for a whole one.
    if (res.headersSent) return void res.destroy();
    const text = error instanceof HttpError ? error.message : (ownWords[status] ?? ownWords[400]!);
    const title = titles[status] ?? STATUS_CODES[status] ?? 'Error';
    res.status(status).set('Cache-Control', 'no-store');
    if (wantsJson(req)) return void res.json({ error: text, status });
    const next = [res.locals.wayBack ?? { href: '/', label: 'Go to the start page' }];
    const page = { title, status, text, next, requestId: id };
    res.render('errors/error', page, (failure: Error | null, html?: string) => {
      if (!failure) return void res.send(html);
      log.error({ error: failure, id }, 'the page of an error could not be drawn');
      res.type('text').send(`${title}. ${text}\n`);
    });
  };
}

const storeIsAway = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoPoolClearedError',
]);

function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  const { status, code, name } = error as { status?: number; code?: string; name?: string };
  if (name === 'MulterError') return code === 'LIMIT_FILE_SIZE' ? 413 : 422;
  if (name && storeIsAway.has(name)) return 503;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
