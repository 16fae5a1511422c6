import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import type { Logger } from '../logger.ts';

const patienceMs = 5_000;
/** Longer than any process takes to notice that Redis is back. */
const everybodyIsBackMs = 5_000;

/**
 * Connects this process with the others. Throws when Redis does not answer within five seconds. `onReturn`: Redis was
 * away and is back for everybody; what was said meanwhile may be lost.
 */
export async function connectRedis(url: string, log: Logger, onReturn: () => void) {
  const client = createClient({ url });
  client.on('error', (error: unknown) => log.warn({ error }, 'Redis cannot be reached'));
  await connectWithin(client, patienceMs);
  client.on('ready', () => setTimeout(onReturn, everybodyIsBackMs).unref());

  // The adapter drops the promise of `publish`; one that Redis' restart rejects would end the process.
  const publish = client.publish.bind(client);
  Object.assign(client, {
    publish: (...message: Parameters<typeof publish>) =>
      publish(...message).catch((error: unknown) =>
        log.warn({ error }, 'other processes could not be told'),
      ),
  });

  return {
    // It stops reading only when a read returns, so a long wait there would hold up a stop.
    adapter: createAdapter(client, { blockTimeInMs: 1000 }),
    close: () => client.destroy(),
  };
}

async function connectWithin(
  client: { connect(): Promise<unknown>; destroy(): void },
  ms: number,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Redis did not answer at REDIS_URL')), ms);
  });
  try {
    await Promise.race([client.connect(), tooLate]);
  } catch (error) {
    client.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
