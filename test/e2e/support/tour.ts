import type { Page } from 'playwright-core';
import { Zone } from '../../../server/checkins/zone-model.ts';
import { Device } from '../../../server/checkins/device-model.ts';
import { makePairing } from '../../../server/checkins/pair-device.ts';
import { revokeDevice } from '../../../server/checkins/revoke-device.ts';
import { Account } from '../../../server/accounts/account-model.ts';
import { firstOwnerLink } from '../../../server/accounts/first-owner-link.ts';
import { makeLink } from '../../../server/accounts/sign-in-links.ts';
import { badgePath } from '../../../server/graduates/badge-links.ts';
import { OutboxMail } from '../../../server/mail/outbox-mail-model.ts';
import { unsubscribeToken } from '../../../server/mail/unsubscribe-token.ts';
import { hashOf } from '../../../server/web/tokens.ts';
import { aGraduate } from '../../support/factories.ts';
import type { Harness } from '../../support/harness.ts';
import type { Visitor } from '../../support/visitor.ts';
import { aFullFair } from './full-fair.ts';

/** A page to look at: how to come to it, and with which status it answers. */
export interface Stop {
  name: string;
  path: string;
  /** What is done on the page at `path` to come to the one that is meant. */
  then?: (page: Page) => Promise<unknown>;
  status?: number;
}

export interface Person {
  who: string;
  visitor: Visitor | null;
  stops: Stop[];
}

/** Every page of every person, at a fair where no page is empty. */
export async function wholeTour(harness: Harness): Promise<Person[]> {
  const { deps } = harness;
  const firstOwner = new URL((await firstOwnerLink('http://x', deps.now()))!).pathname;
  const full = await aFullFair(harness);
  const { fair, employers, graduates, quiet, visit, followUps } = full;
  const f = `/fairs/${fair.slug}`;
  const first = employers[0]!;
  const own = `${f}/enrollments/${String(first.enrollment._id)}`;
  const organizer = await harness.signIn('organizer', fair);
  const owner = await harness.signIn('owner');
  const account = await Account.findOne({ owner: true }).lean().orFail();
  const link = async (browserHash: string | null) => {
    const of = { purpose: 'sign-in' as const, email: account.email, accountId: account._id };
    return `/sign-in/${(await makeLink({ ...of, browserHash }, deps.now())).token}`;
  };
  const steward = await harness.pairDevice(fair, 'steward');
  const ended = await harness.pairDevice(fair, 'steward', 'Lobby');
  await revokeDevice({ fairId: fair._id, deviceId: ended.deviceId }, deps);
  const at = { fairId: fair._id, deskId: steward.deskId, role: 'supervisor' as const };
  const pairing = (await makePairing(at, account._id, deps))!;
  const mail = await OutboxMail.findOne({ fairId: fair._id }).lean().orFail();
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

  const broken = await harness.pairDevice(fair, 'kiosk', 'Gate');
  await Device.updateOne({ _id: broken.deviceId }, { outOfServiceAt: deps.now() });

  return [
    {
      who: 'visitor',
      visitor: null,
      stops: [
        ...pages('', ['/', '/sign-in', '/sign-in/sent', firstOwner]),
        named('use-link', await link(null)),
        named('use-link-elsewhere', await link(hashOf('another browser'))),
        named('six-digits', await link(hashOf('another browser')), press('Show the six digits')),
        { ...named('link-used-up', '/sign-in/AAAAAAAAAAAAAAAAAAAAAA'), status: 404 },
        named('pair', `/desk/pair/${pairing.token}`),
        { ...named('pair-used-up', '/desk/pair/AAAAAAAAAAAAAAAAAAAAAA'), status: 404 },
        named('badge-by-link', badgePath(deps, String(graduates[0]!._id))),
        named(
          'unsubscribe',
          `/unsubscribe/${unsubscribeToken(deps.secrets.unsubscribeKey, graduates[0]!.email)}`,
        ),
        ...pages(f, [
          '',
          '/employers',
          '/map',
          '/registrations/new',
          '/registrations/sent',
          '/enrollments/new',
          '/enrollments/sent',
        ]),
        {
          ...named('registration-rejected', `${f}/registrations/new`, press('Register')),
          status: 422,
        },
        { ...named('application-rejected', `${f}/enrollments/new`, press('Apply')), status: 422 },
        { ...named('not-found', '/nothing-here'), status: 404 },
        named('sent-to-sign-in', `${f}/registration`),
      ],
    },
    {
      who: 'owner',
      visitor: owner,
      stops: [
        ...pages('', [
          '/home',
          '/fairs/new',
          '/outbox',
          '/outbox/templates',
          '/outbox/templates/badge',
          '/account/sessions',
        ]),
        { ...named('fair-rejected', '/fairs/new', press('Save the fair as a draft')), status: 422 },
      ],
    },
    {
      who: 'organizer',
      visitor: organizer,
      stops: [
        ...pages('', ['/home']),
        ...pages(f, [
          '/dashboard',
          '/applications',
          `/applications/${String(first.enrollment._id)}`,
          '/graduates',
          '/badges',
          '/badges/sheets?size=62mm',
          '/paper',
          '/floor',
          '/programs',
          '/team',
          '/settings',
          '/outbox',
          `/outbox/${String(mail._id)}`,
          '/desks',
          '/zones',
          '/follow-ups',
          '/follow-ups/new?audience=came',
        ]),
        named('pairing', `${f}/desks`, press(/^Pair a steward’s device/)),
        named('follow-up-preview', `${f}/follow-ups/${String(followUps.draft)}`),
        named('follow-up-progress', `${f}/follow-ups/${String(followUps.sent)}`),
        { ...named('forbidden', `${own}/visits`), status: 404 },
      ],
    },
    {
      who: 'employer',
      visitor: await harness.signInAs(first.accountId),
      stops: [
        ...pages(own, [
          '',
          '/openings',
          '/openings/new',
          '/team',
          '/team/badge',
          '/team/badge/print',
          '/application',
          '/graduates',
          `/graduates/${String(graduates[0]!._id)}`,
          `/graduates/${String(graduates[1]!._id)}`,
          '/visits',
          `/visits/${String(visit)}`,
          `/visits/${String(quiet)}`,
          `/visits/${String(quiet)}/consent`,
          '/scan',
        ]),
        { ...named('code-rejected', `${own}/scan`, press('Open the visit')), status: 422 },
      ],
    },
    {
      who: 'graduate',
      visitor: await harness.signInAs(graduates[0]!.accountId!),
      stops: pages(`${f}/registration`, [
        '',
        '/edit',
        '/badge',
        '/badge/print',
        '/resume',
        '/consent',
        '/visits',
      ]),
    },
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
        named('walked-in', `${door}/walk-ins/${String(full.walkIn)}`),
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

const named = (name: string, path: string, then?: Stop['then']): Stop => ({ name, path, then });
const pages = (base: string, paths: string[]): Stop[] =>
  paths.map((path) => named(path.replaceAll(/[/?=]/g, '_') || '_', base + path));

/** Presses a button and waits for the page that answers. */
const press = (name: string | RegExp) => async (page: Page) => {
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('button', { name }).first().click(),
  ]);
};

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
