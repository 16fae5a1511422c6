import type { Page } from 'playwright-core';
import { Device } from '../../../server/checkins/device-model.ts';
import { revokeDevice } from '../../../server/checkins/revoke-device.ts';
import { Zone } from '../../../server/checkins/zone-model.ts';
import { aGraduate } from '../../support/factories.ts';
import type { Harness, PairedBrowser } from '../../support/harness.ts';
import type { aFullFair } from './full-fair.ts';
import { named, pages, press, type Person, type Stop } from './tour-stops.ts';

/** Every page of the devices at the desks of a full fair. */
export async function peopleAtDesks(
  harness: Harness,
  { fair, employers, graduates, walkIn }: Awaited<ReturnType<typeof aFullFair>>,
  steward: PairedBrowser,
): Promise<Person[]> {
  const { deps } = harness;
  const door = `/desk/${fair.slug}`;
  // Let in without a line, though nobody's badge has this code.
  const unknown = { code: '22222222', nonce: 'offline', mode: 'camera', told: 'ok_offline' };
  const scans = [{ ...unknown, scannedAt: deps.now().toISOString() }];
  await steward.browser.post(`${door}/checkins/batch`).type('json').send({ scans });
  const open = (await aGraduate(fair, deps, { roles: [] })).badge.short;
  const letIn = await steward.browser
    .post(`${door}/checkins`)
    .set('Accept', 'application/json')
    .send({ code: open, nonce: 'asked' });
  const workshop = { name: 'Résumé clinic', capacity: 12, addedAt: deps.now() };
  const zone = await Zone.create({ fairId: fair._id, ...workshop });
  const ended = await harness.pairDevice(fair, 'steward', 'Lobby');
  await revokeDevice({ fairId: fair._id, deviceId: ended.deviceId }, deps);
  const broken = await harness.pairDevice(fair, 'kiosk', 'Gate');
  await Device.updateOne({ _id: broken.deviceId }, { outOfServiceAt: deps.now() });

  return [
    {
      who: 'steward',
      visitor: steward.browser,
      stops: [
        ...pages(door, ['', '/preflight', '/preflight/print', '/practice', '/practice/badges']),
        practiced('practice-welcome', door, 'prac-t222'),
        { ...practiced('practice-nothing', door, ''), status: 422 },
        scan('welcome', door, async () => (await aGraduate(fair, deps)).badge.short),
        scan('already', door, async () => graduates[0]!.badge.short, 409),
        scan('unknown', door, async () => '2222-2222', 409),
        scan('employer', door, async () => employers[1]!.badge.short),
      ],
    },
    {
      who: 'supervisor',
      visitor: (await harness.pairDevice(fair, 'supervisor', 'East 2')).browser,
      stops: [
        ...pages(door, ['', '/search', '/walk-ins/new', '/employers', '/zones', '/conflicts']),
        found('found', door, 'amara'),
        found('found-nobody', door, 'zqxw'),
        named('chosen', `${door}/search/graduates/${String(graduates[1]!._id)}`),
        named(
          'chosen-team',
          `${door}/search/representatives/${String(employers[0]!.representativeId)}`,
        ),
        named('badge', `${door}/badges/${String(graduates[1]!._id)}`),
        {
          ...named('walk-in-rejected', `${door}/walk-ins/new`, press('Register and check in')),
          status: 422,
        },
        named('questions', `${door}/checkins/${String(letIn.body.scanId)}/questions`),
        named('walked-in', `${door}/walk-ins/${String(walkIn)}`),
        named('zone', `${door}/zones/${String(zone._id)}`),
        named('team', `${door}/employers/${String(employers[0]!.enrollment._id)}`),
        named('team-expected', `${door}/employers/${String(employers[1]!.enrollment._id)}`),
      ],
    },
    {
      who: 'ended-device',
      visitor: ended.browser,
      stops: [{ ...named('access-over', door), status: 403 }],
    },
    {
      who: 'kiosk-out-of-service',
      visitor: broken.browser,
      stops: pages(`${door}/kiosk`, ['', '/leave']),
    },
    {
      who: 'kiosk',
      visitor: (await harness.pairDevice(fair, 'kiosk', 'Lobby')).browser,
      stops: [
        ...pages(`${door}/kiosk`, ['', '/leave', '?lang=es']),
        kioskScan('confirm', door, async () => (await aGraduate(fair, deps)).badge.short),
        kioskScan('welcome', door, async () => (await aGraduate(fair, deps)).badge.short, 'Yes'),
        kioskScan('unknown', door, async () => '2222-2222'),
        { ...named('wrong-pin', `${door}/kiosk/leave`, press('End the kiosk')), status: 422 },
      ],
    },
  ];
}

/** A code typed in practice, answered by a page as without script. */
const practiced = (name: string, door: string, code: string): Stop => ({
  ...scan(name, `${door}/practice`, async () => code),
  name,
});

const kioskScan = (
  name: string,
  door: string,
  code: () => Promise<string>,
  answer?: string,
): Stop => {
  const read = scan(name, `${door}/kiosk`, code);
  const then = async (page: Page) => {
    await read.then!(page);
    if (answer) await press(new RegExp(`^${answer}`))(page);
  };
  return { ...read, then, name: `kiosk-${name}` };
};

/** Searches as a browser without script does, which brings a page of its own. */
const found = (name: string, door: string, q: string): Stop =>
  named(name, `${door}/search`, async (page) => {
    await page.locator('input[name="q"]').fill(q);
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate("document.querySelector('form[role=search]').submit()"),
    ]);
  });

/** Sends a code as a browser without script does, to see the answer's own page. */
const scan = (name: string, path: string, code: () => Promise<string>, status = 200): Stop => ({
  name: `scan-${name}`,
  path,
  status,
  then: async (page) => {
    await page.locator('#code').fill(await code());
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate("document.querySelector('[data-scan-form], [data-kiosk-form]').submit()"),
    ]);
  },
});
