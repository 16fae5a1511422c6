import { OutboxMail, type OutboxMailFields } from '../../../server/mail/outbox-mail-model.ts';
import type { ReceivedMail } from '../mail-server.ts';

/** Every mail was received once by the one it was meant for, or stands in the outbox with the reason why not. */
export async function checkMail(received: readonly ReceivedMail[]): Promise<string[]> {
  const rows = await OutboxMail.find({}).lean<OutboxMailFields[]>();
  const byId = new Map(rows.map((row) => [row.messageId, row]));
  const arrived = new Map<string, number>();
  const wrong: string[] = [];
  for (const { messageId, to } of received) {
    const local = messageId.split('@')[0]!;
    const row = byId.get(local);
    arrived.set(local, (arrived.get(local) ?? 0) + 1);
    if (!row) wrong.push(`mail ${messageId} was received and is in no outbox`);
    else if (row.to !== to) wrong.push(`mail ${messageId} was received by somebody else`);
  }
  for (const row of rows) {
    const times = arrived.get(row.messageId) ?? 0;
    if (row.state === 'sent' && times !== 1)
      wrong.push(`mail ${row.key} counts as sent and was received ${times} times`);
    if (row.state !== 'sent' && times > 0)
      wrong.push(`mail ${row.key} is ${row.state} and was received ${times} times`);
    if (row.state !== 'sent' && row.lastReply === '')
      wrong.push(`mail ${row.key} is ${row.state} and nothing says why`);
  }
  return wrong;
}
