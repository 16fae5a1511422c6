import { z } from 'zod';
import type { UndoMessage } from './live-events.ts';
import type { RoomRequest } from './live-rooms.ts';

const id = z.string().regex(/^[0-9a-f]{24}$/);

export const roomRequest: z.ZodType<RoomRequest> = z.discriminatedUnion('room', [
  z.object({ room: z.enum(['team', 'desks', 'public']), fairId: id }),
  z.object({ room: z.literal('employer'), enrollmentId: id }),
  z.object({ room: z.literal('graduate'), registrationId: id }),
]);

export const undoMessage: z.ZodType<UndoMessage> = z.object({
  scanId: id,
  reason: z.string().trim().max(300).optional(),
});
