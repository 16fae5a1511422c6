import { z } from 'zod';

/** A kiosk's PIN, as whoever stands before it types it. */
export const pinForm = z.object({ pin: z.string().trim().max(20).default('') });
