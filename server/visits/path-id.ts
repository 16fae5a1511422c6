import type { Request } from 'express';
import { Types } from 'mongoose';
import { NotFound } from '../web/errors.ts';

/** The id in a path. What cannot be one is not there. */
export function pathId(req: Request, name: string): Types.ObjectId {
  const text = String(req.params[name]);
  if (!/^[0-9a-f]{24}$/.test(text)) throw new NotFound();
  return new Types.ObjectId(text);
}
