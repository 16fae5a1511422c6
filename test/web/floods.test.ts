import type { Request, Response } from 'express';
import { forgetDevice, isFromDesk } from '../../server/access/load-device.ts';
import { Device } from '../../server/checkins/device-model.ts';
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

  it('is not held to be a desk for its address alone', async () => {
    const harness = await startHarness();
    const fair = await aFair();
    const device = await harness.pairDevice(fair);
    const isExempt = isFromDesk(harness.deps);
    const asked = (path: string, cookie?: string) =>
      isExempt({ path, headers: { cookie } } as Request);
    const cookie = device.browser.cookieHeader();
    expect(await asked(`/desk/${fair.slug}/checkins`, cookie)).toBe(true);
    expect(await asked('/sign-in', cookie)).toBe(false);
    for (const other of [undefined, '', 'fairbridge_device=guessed', `${cookie}x`])
      for (const path of ['/desk/pair/guessed', `/desk/${fair.slug}/checkins`])
        expect(await asked(path, other)).toBe(false);
    await Device.updateOne({ _id: device.deviceId }, { revokedAt: harness.deps.now() });
    forgetDevice(device.tokenHash);
    expect(await asked(`/desk/${fair.slug}/checkins`, cookie)).toBe(false);
    await harness.stop();
  });
});
