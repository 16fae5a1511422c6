import { z } from 'zod';

/** One try of something that counts once, however often it is sent. */
export const nonceField = z.string().min(1).max(64);
