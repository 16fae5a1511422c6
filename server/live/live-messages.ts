import { z } from 'zod';
import { idText } from '../web/id-text.ts';
import type { UndoMessage } from './live-events.ts';
import type { RoomRequest } from './live-rooms.ts';

export const roomRequest: z.ZodType<RoomRequest> = z.discriminatedUnion('room', [
  z.object({ room: z.enum(['team', 'desks', 'public']), fairId: idText }),
  z.object({ room: z.literal('employer'), enrollmentId: idText }),
  z.object({ room: z.literal('graduate'), registrationId: idText }),
]);

export const undoMessage: z.ZodType<UndoMessage> = z.object({
  scanId: idText,
  reason: z.string().trim().max(300).optional(),
});
