import { z } from 'zod';

/** An id as it stands in addresses, forms and messages. */
export const idText = z.string().regex(/^[0-9a-f]{24}$/);
