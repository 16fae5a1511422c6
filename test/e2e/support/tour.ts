import { makePairing } from '../../../server/checkins/pair-device.ts';
import { Account } from '../../../server/accounts/account-model.ts';
import { firstOwnerLink } from '../../../server/accounts/first-owner-link.ts';
import { makeLink } from '../../../server/accounts/sign-in-links.ts';
import { badgePath } from '../../../server/graduates/badge-links.ts';
import { OutboxMail } from '../../../server/mail/outbox-mail-model.ts';
import { unsubscribeToken } from '../../../server/mail/unsubscribe-token.ts';
import { hashOf } from '../../../server/web/tokens.ts';
import type { Harness } from '../../support/harness.ts';
import { aFullFair } from './full-fair.ts';
import { peopleAtDesks } from './tour-of-desks.ts';
import { named, pages, press, type Person } from './tour-stops.ts';

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
  const at = { fairId: fair._id, deskId: steward.deskId, role: 'supervisor' as const };
  const pairing = (await makePairing(at, account._id, deps))!;
  const mail = await OutboxMail.findOne({ fairId: fair._id }).lean().orFail();
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
    ...(await peopleAtDesks(harness, full, steward)),
  ];
}
