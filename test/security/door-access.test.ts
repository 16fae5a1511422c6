import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Device } from '../../server/checkins/device-model.ts';
import { forgetKnownDevice } from '../../server/checkins/known-device.ts';
import { mounts, type Mount } from '../../server/app.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate, anEmployer } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';

interface Layer {
  route?: { path: string; stack: { method: string; handle: { guardName?: string } }[] };
}
interface Route {
  method: string;
  path: string;
  guard: string;
}

function routesOf({ at, router }: Mount): Route[] {
  return (router as unknown as { stack: Layer[] }).stack.flatMap(({ route }) => {
    if (!route) return [];
    const guard = route.stack.find((each) => each.handle.guardName)?.handle.guardName ?? '';
    const methods = [...new Set(route.stack.map((each) => each.method))];
    return methods.map((method) => ({ method, path: at + route.path, guard }));
  });
}

const everybody = [
  'nobody',
  'steward',
  'supervisor',
  'kiosk',
  'another fair’s supervisor',
  'ended',
  'revoked',
  'revoked kiosk',
  'organizer',
  'owner',
  'employer',
  'graduate',
] as const;
type Who = (typeof everybody)[number];

/** Who passes each guard of the door. An organizer's session opens nothing at a desk. */
const lets: Record<string, Who[]> = {
  'devices: steward, supervisor': ['steward', 'supervisor'],
  'devices: supervisor': ['supervisor'],
  'devices: kiosk': ['kiosk'],
  'devices, ended ones too': ['steward', 'supervisor', 'ended', 'revoked'],
};

describe('who may do what at the door', () => {
  let harness: Harness;
  let fair: FairFields;
  let routes: Route[];
  const people = {} as Record<Who, Visitor>;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
    const other = await aFair();
    const device = async (role: 'steward' | 'supervisor' | 'kiosk', end: object = {}) => {
      const paired = await harness.pairDevice(fair, role);
      if (Object.keys(end).length) {
        await Device.updateOne({ _id: paired.deviceId }, end);
        forgetKnownDevice({ _id: paired.deviceId, tokenHash: paired.tokenHash });
      }
      return paired.browser;
    };
    const before = new Date(harness.deps.now().getTime() - 1000);
    Object.assign(people, {
      nobody: harness.visitor(),
      steward: await device('steward'),
      supervisor: await device('supervisor'),
      kiosk: await device('kiosk'),
      'another fair’s supervisor': (await harness.pairDevice(other, 'supervisor')).browser,
      ended: await device('supervisor', { expiresAt: before }),
      revoked: await device('supervisor', { revokedAt: before }),
      'revoked kiosk': await device('kiosk', { revokedAt: before }),
      organizer: await harness.signIn('organizer', fair),
      owner: await harness.signIn('owner'),
      employer: await harness.signInAs((await anEmployer(fair, harness.deps)).accountId),
      graduate: await harness.signInAs((await aGraduate(fair, harness.deps)).accountId!),
    });
    routes = mounts(harness.deps)
      .flatMap(routesOf)
      .filter(({ path }) => path.startsWith('/desk/:slug'));
  });
  afterAll(() => harness.stop());

  const concrete = (path: string) =>
    path.replace(':slug', fair.slug).replace(/:[a-zA-Z]+Id/g, '0123456789abcdef01234567');

  it('is asked at each of its routes', () => {
    expect(routes.length).toBeGreaterThan(25);
    expect(routes.filter(({ guard }) => !(guard in lets))).toEqual([]);
  });

  it('lets through exactly those', async () => {
    const wrong: string[] = [];
    for (const { method, path, guard } of routes)
      for (const who of everybody) {
        const browser = people[who];
        const answer = await (method === 'get'
          ? browser.get(concrete(path))
          : browser.post(concrete(path), { code: '22222222', nonce: who }));
        // To a device whose access has ended its page says just that, and no more.
        const passed = answer.status !== 403 || answer.text.includes('data-ended');
        if (passed !== lets[guard]?.includes(who) || answer.status >= 500)
          wrong.push(`${who}: ${method} ${path} ${answer.status}`);
      }
    expect(wrong).toEqual([]);
  });

  it('keeps people, searches and corrections for supervisors', () => {
    const about = /search|walk-in|badge|conflict|arrivals\/|employers|undone\/|people/;
    const open = routes.filter(
      ({ path, guard }) =>
        about.test(path) && !path.includes('/practice') && guard !== 'devices: supervisor',
    );
    expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
});
