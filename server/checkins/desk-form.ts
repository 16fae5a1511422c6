import { z } from 'zod';
import { deviceRoles } from './device-model.ts';

export const deskForm = z.object({
  name: z
    .string({ error: 'Enter a name for the desk' })
    .trim()
    .min(1, 'Enter a name for the desk')
    .max(40, 'Use 40 characters or fewer'),
});

export const pairingForm = z.object({
  role: z.enum(deviceRoles, 'Choose steward, supervisor or kiosk'),
});

export const volunteerForm = z.object({
  volunteer: z.string().trim().max(60, 'Use 60 characters or fewer').default(''),
});

const digits = { error: 'Choose 4 to 6 digits' };

/** A kiosk has no volunteer: it is paired with a name of its own and the PIN that ends it. */
export const kioskForm = z.object({
  kioskName: z.string().trim().max(40, 'Use 40 characters or fewer').default(''),
  pin: z
    .string(digits)
    .trim()
    .regex(/^\d{4,6}$/, digits),
});
