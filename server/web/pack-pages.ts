import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RequestHandler, Response } from 'express';

/** Below that a page fits into one packet as it is. */
const SMALLEST = 1400;
const pack = {
  br: (page: Buffer) => promisify(brotliCompress)(page, { params }),
  gzip: (page: Buffer) => promisify(gzip)(page),
};
/** A page is made for one reader: the quick setting, which is still smaller than gzip's best. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
const encodings = ['br', 'gzip'] as const;

/**
 * Packs pages and what live pages fetch, lists of hundreds of rows above all, as the browser can read them. What is
 * secret in a page differs at each answer (see csrf.ts), so that its packed size tells nothing about it.
 */
export const packPages: RequestHandler = (req, res, next) => {
  const send = res.send.bind(res);
  res.send = (body: unknown) => {
    const encoding = isWorthIt(body, res)
      ? encodings.find((each) => req.acceptsEncodings(each))
      : '';
    if (!encoding) return send(body);
    pack[encoding](Buffer.from(body as string)).then((packed) => {
      if (!res.get('Content-Type')) res.type('html');
      res.vary('Accept-Encoding').set('Content-Encoding', encoding);
      send(packed);
    }, next);
    return res;
  };
  next();
};

function isWorthIt(body: unknown, res: Response): boolean {
  if (typeof body !== 'string' || body.length < SMALLEST) return false;
  return /^(text\/html|application\/json)/.test(res.get('Content-Type') ?? 'text/html');
}
