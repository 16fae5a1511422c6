import type { CDPSession, Page } from 'playwright-core';

export interface HeapUse {
  /** Bytes in use after a collection, buffers and the memory of WebAssembly included. */
  page: number;
  worker: number;
}

type Send = (method: string) => Promise<unknown>;

/** Asks a page and its one worker for their memory; begin before the worker starts. */
export async function followHeap(page: Page): Promise<() => Promise<HeapUse>> {
  const session = await page.context().newCDPSession(page);
  const worker = followWorker(session);
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return async () => ({
    page: await usedBy((method) => session.send(method as 'Runtime.getHeapUsage')),
    worker: await usedBy(await worker),
  });
}

async function usedBy(send: Send): Promise<number> {
  for (let times = 0; times < 2; times += 1) await send('HeapProfiler.collectGarbage');
  const use = (await send('Runtime.getHeapUsage')) as Record<string, number | undefined>;
  const { usedSize = 0, embedderHeapUsedSize = 0, backingStorageSize = 0 } = use;
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/** A worker is spoken to through its page's session. */
function followWorker(session: CDPSession): Promise<Send> {
  const waiting = new Map<number, (result: unknown) => void>();
  let sent = 0;
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id: number; result: unknown };
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  return new Promise((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type !== 'worker') return;
      resolve((method) => {
        const id = (sent += 1);
        const message = JSON.stringify({ id, method });
        return new Promise((answer, reject) => {
          waiting.set(id, answer);
          session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
        });
      });
    });
  });
}
