import type { Request, Response } from 'express';
import { slowFloods } from '../../server/web/flood-control.ts';
import { aFair } from '../support/factories.ts';
import { startHarness } from '../support/harness.ts';

describe('a flood from one address', () => {
  function limiter(points: number) {
    const waits: number[] = [];
    const wait = (ms: number) => Promise.resolve(waits.push(ms));
    const handle = slowFloods((req) => req.path === '/desk', { points, seconds: 3600, wait });
    let passed = 0;
    const send = (request: Partial<Request>) =>
      handle(request as Request, {} as Response, () => (passed += 1));
    return { send, waits, passed: () => passed };
  }
  const form = { method: 'POST', path: '/', ip: '10.0.0.1' };

  it('waits longer the more it sends, at most three seconds, and always passes', async () => {
    const { send, waits, passed } = limiter(3);
    for (let i = 0; i < 310; i += 1) await send(form);
    expect(waits.slice(0, 3)).toEqual([10, 20, 30]);
    expect(Math.max(...waits)).toBe(3000);
    expect([waits.length, passed()]).toEqual([307, 310]);
  });

  it('holds up neither pages nor devices nor anybody else', async () => {
    const { send, waits } = limiter(1);
    await send(form);
    for (let i = 0; i < 5; i += 1) {
      await send({ ...form, method: 'GET' });
      await send({ ...form, path: '/desk' });
    }
    await send({ ...form, ip: '10.0.0.2' });
    expect(waits).toEqual([]);
  });

  it('is never refused by the whole app', async () => {
    const harness = await startHarness();
    const fair = await aFair();
    const device = await harness.pairDevice(fair);
    const forms = Array.from({ length: 420 }, () =>
      harness.visitor().post('/sign-in', { email: 'no address' }),
    );
    const statuses = new Set((await Promise.all(forms)).map(({ status }) => status));
    const scan = await device.browser.post(`/desk/${fair.slug}/checkins`, { code: '', nonce: 'n' });
    expect([...statuses, scan.status]).toEqual([422, 422]);
    await harness.stop();
  });
});
