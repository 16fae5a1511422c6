import http from 'node:http';
import { nothingDone, type Done, type RequestWork } from './load-work.ts';

/** So many at a time over connections that are kept. */
export async function sendRequests(work: RequestWork): Promise<Done> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: work.atOnce });
  const bodies = [...work.bodies];
  const done = nothingDone();
  const lane = async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const began = performance.now();
      done.sentAt.push(Date.now());
      const status = await sendOne(work, agent, body);
      done.ms.push(performance.now() - began);
      if (status >= 400) done.errors += 1;
    }
  };
  await Promise.all(Array.from({ length: work.atOnce }, lane));
  agent.destroy();
  return done;
}

function sendOne(work: RequestWork, agent: http.Agent, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { method, headers } = work;
    const request = http.request(work.url, { method, agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', reject);
    request.end(body);
  });
}
