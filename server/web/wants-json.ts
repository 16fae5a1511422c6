import type { Request } from 'express';

/** A script asks for data; a browser that would as soon have a page is given one. */
export const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';
