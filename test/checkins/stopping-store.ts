import { jest } from '@jest/globals';
import { Account } from '../../server/accounts/account-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import { Fair } from '../../server/fairs/fair-model.ts';
import { ConsentRecord } from '../../server/graduates/consent-record-model.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';

const written = [Account, Registration, Badge, ConsentRecord, Fair, Scan, OutboxMail];
const writes = ['insertOne', 'insertMany', 'updateOne', 'updateMany', 'findOneAndUpdate'] as const;
type Store = Record<(typeof writes)[number], (...given: unknown[]) => Promise<unknown>>;

/**
 * Lets so many writes through, and none after them, as when the process is killed between two of them. With
 * `unanswered` the last of them is stored, and nobody hears of it. `stopped` says whether it came to that.
 */
export function stopAfter(allowed: number, unanswered = false): { stopped(): boolean } {
  let done = 0;
  let stopped = false;
  const gone = () => {
    stopped = true;
    return new Error('the process was killed');
  };
  for (const { collection } of written)
    for (const write of writes) {
      const store = collection as unknown as Store;
      const real = store[write].bind(collection);
      jest.spyOn(store, write).mockImplementation(async (...given) => {
        if (stopped || done >= allowed) throw gone();
        done += 1;
        const answer = await real(...given);
        if (unanswered && done === allowed) throw gone();
        return answer;
      });
    }
  return { stopped: () => stopped };
}
