import express, { type NextFunction, type RequestHandler } from 'express';
import multer from 'multer';
import { HttpError } from './errors.ts';
import { keepAtMost } from './upload-storage.ts';

/** A résumé has at most 5 MB; of a larger file a byte more is kept, so that the form itself can say so. */
export const UPLOAD_LIMIT_BYTES = 5 * 1024 * 1024;
/** What is larger than this is no mistake: the connection is not read to its end. */
const MOST_READ_BYTES = 64 * 1024 * 1024;

const NOT_WHOLE = 'This form did not arrive as it was made. Go back and send it again.';

const multipart = multer({
  storage: keepAtMost(UPLOAD_LIMIT_BYTES),
  limits: {
    fileSize: MOST_READ_BYTES,
    files: 1,
    fields: 100,
    fieldSize: 100_000,
    parts: 120,
  },
}).any();

/** Reads forms (flat text), JSON and one uploaded file, each with a cap; anything else stays unread. */
export function readBodies(): RequestHandler[] {
  return [
    express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 2000 }),
    express.json({ limit: '64kb' }),
    (req, res, next) =>
      req.is('multipart/form-data') ? multipart(req, res, blameSender(next)) : next(),
    // A list has no fields: read as a form it would be an empty one, and do what that does.
    (req, _res, next) =>
      next(Array.isArray(req.body) || isOdd(req.body) ? new HttpError(400, NOT_WHOLE) : undefined),
  ];
}

const MAX_DEPTH = 8;
/** Operators of the store, and what every object has: a value with a `toString` of its own cannot become text. */
const oddName = /^(\$.*|__proto__|constructor|prototype|toString|valueOf|toJSON)$/;

/** Nothing of ours sends such names, nor a nested multipart form, whose values are objects without any method. */
function isOdd(body: unknown, depth = 0): boolean {
  if (typeof body !== 'object' || body === null) return false;
  if (depth > MAX_DEPTH || (depth > 0 && Object.getPrototypeOf(body) === null)) return true;
  return Object.entries(body).some(
    ([name, value]) => oddName.test(name) || isOdd(value, depth + 1),
  );
}

/** Nothing is written to disk, so what goes wrong is how the parts were sent; the parser's own errors do not say so. */
const blameSender =
  (next: NextFunction): NextFunction =>
  (error?: unknown) => {
    if (!error || error instanceof multer.MulterError) return next(error);
    next(new HttpError(400, NOT_WHOLE));
  };

export interface UploadedFile {
  name: string;
  bytes: Buffer;
}

/** The file that came under a field's name, or null when the field was left empty. */
export function uploadOf(files: unknown, field: string): UploadedFile | null {
  const file = (files as Express.Multer.File[] | undefined)?.find(
    (each) => each.fieldname === field,
  );
  if (!file || (file.size === 0 && file.originalname === '')) return null;
  return { name: Buffer.from(file.originalname, 'latin1').toString('utf8'), bytes: file.buffer };
}
