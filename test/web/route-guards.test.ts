import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mounts, type Mount } from '../../server/app.ts';
import { startHarness, type Harness } from '../support/harness.ts';

interface Layer {
  route?: { path: string; stack: { method: string; handle: { guardName?: string } }[] };
  handle?: { stack?: Layer[] };
}

interface Route {
  method: string;
  path: string;
  guards: string[];
}

/** Every route of a router with the guards that stand before its handlers. */
function routesOf(mount: Mount): Route[] {
  const layers = (mount.router as unknown as { stack: Layer[] }).stack;
  return layers.flatMap(({ route }) => {
    if (!route) return [];
    const methods = [...new Set(route.stack.map((each) => each.method))];
    const guards = route.stack.flatMap((each) => each.handle.guardName ?? []);
    return methods.map((method) => ({ method, path: `${mount.at}${route.path}`, guards }));
  });
}

/** Values for every parameter, of things that are not there. */
const concrete = (path: string) =>
  path
    .replace(':slug', 'no-such-fair')
    .replace(/:[a-zA-Z]+Id/g, '0123456789abcdef01234567')
    .replace(/:\w+/g, 'nothing')
    .replace('//', '/');

describe('the mount list', () => {
  let harness: Harness;
  let all: Route[];
  beforeAll(async () => {
    harness = await startHarness();
    all = mounts(harness.deps).flatMap(routesOf);
  });
  afterAll(() => harness.stop());

  it('knows every slice', () => {
    expect(all.length).toBeGreaterThan(60);
  });

  it('has no route without a stated guard of its own', () => {
    const bare = all.filter((route) => route.guards.length === 0);
    expect(bare.map((route) => `${route.method} ${route.path}`)).toEqual([]);
  });

  it('has no router nested in another, where the walk would not see its routes', () => {
    for (const { router } of mounts(harness.deps))
      for (const layer of (router as unknown as { stack: Layer[] }).stack)
        expect(layer.handle?.stack ?? []).toEqual([]);
  });

  it('lets nobody who is not signed in through a guard that asks for a person or a device', async () => {
    const closed = all.filter((route) => !route.guards.includes('anyone'));
    expect(closed.length).toBeGreaterThan(40);
    for (const { method, path } of closed) {
      const browser = harness.visitor();
      const response = await (method === 'get'
        ? browser.get(concrete(path))
        : browser.post(concrete(path)));
      expect([method, path, [303, 403, 404].includes(response.status)]).toEqual([
        method,
        path,
        true,
      ]);
      if (response.status === 303) expect(response.headers.location).toContain('/sign-in?next=');
    }
  });

  it('refuses every form without the token of its page, and from another site', async () => {
    for (const { path } of all.filter(
      (route) => route.method === 'post' && !route.path.startsWith('/unsubscribe'),
    )) {
      const bare = await harness.visitor().post(concrete(path)).set('X-CSRF-Token', 'wrong');
      const foreign = await harness
        .visitor()
        .post(concrete(path))
        .set('Sec-Fetch-Site', 'cross-site');
      expect([path, bare.status, foreign.status]).toEqual([path, 403, 403]);
    }
  });
});
