import type { Request } from 'express';
import { Types } from 'mongoose';
import { NotFound } from './errors.ts';
import { idText } from './id-text.ts';

/** The id in a path. What cannot be one is not there. */
export function pathId(req: Request, name: string): Types.ObjectId {
  const read = idText.safeParse(req.params[name]);
  if (!read.success) throw new NotFound();
  return new Types.ObjectId(read.data);
}
