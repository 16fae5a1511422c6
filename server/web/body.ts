import express, { type NextFunction, type RequestHandler } from 'express';
import multer from 'multer';
import { HttpError } from './errors.ts';

/** A résumé has at most 5 MB; a little more is read so that the refusal can say so in the form's own words. */
export const UPLOAD_LIMIT_BYTES = 5 * 1024 * 1024;

const multipart = multer({
  storage: multer.memoryStorage(),
  limits: {
    fileSize: UPLOAD_LIMIT_BYTES + 1,
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
  ];
}

/** Nothing is written to disk, so what goes wrong is how the parts were sent; the parser's own errors do not say so. */
const blameSender =
  (next: NextFunction): NextFunction =>
  (error?: unknown) => {
    if (!error || error instanceof multer.MulterError) return next(error);
    next(new HttpError(400, 'This form did not arrive whole. Go back and send it again.'));
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
