import { z } from 'zod';
import { scanModes, type ScanMessage } from '../checkins/outcome.ts';
import type { UndoMessage } from './live-events.ts';
import type { RoomRequest } from './live-rooms.ts';

const id = z.string().regex(/^[0-9a-f]{24}$/);

export const roomRequest: z.ZodType<RoomRequest> = z.discriminatedUnion('room', [
  z.object({ room: z.enum(['team', 'desks', 'public']), fairId: id }),
  z.object({ room: z.literal('employer'), enrollmentId: id }),
  z.object({ room: z.literal('graduate'), registrationId: id }),
]);

const scanFields = {
  // Somebody else's QR code may hold a whole business card: that is an unknown badge, not a broken message.
  code: z.string().min(1).max(4096).optional(),
  registrationId: id.optional(),
  nonce: z.string().min(1).max(64),
  scannedAt: z.iso.datetime({ offset: true }),
  mode: z.enum(scanModes),
  confirmed: z.boolean().optional(),
} satisfies Record<keyof ScanMessage, z.ZodType>;

export const scanMessage: z.ZodType<ScanMessage> = z
  .object(scanFields)
  .refine((scan) => (scan.code === undefined) !== (scan.registrationId === undefined));

export const undoMessage: z.ZodType<UndoMessage> = z.object({
  scanId: id,
  reason: z.string().trim().max(300).optional(),
});
