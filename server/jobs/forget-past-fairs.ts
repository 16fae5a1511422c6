import type { Types } from 'mongoose';
import { forgetFair } from '../access/load-fair.ts';
import { forgetAccounts } from '../accounts/forget-accounts.ts';
import { forgetScans } from '../checkins/forget-scans.ts';
import type { Deps } from '../deps.ts';
import {
  employerAccounts,
  forgetEmployers,
  standingElsewhere,
} from '../employers/forget-employers.ts';
import type { FairFields } from '../fairs/fair-model.ts';
import { closeForgotten, fairsToForget, markForgotten } from '../fairs/forget-fair.ts';
import {
  forgetGraduates,
  graduateAccounts,
  registeredElsewhere,
} from '../graduates/forget-graduates.ts';
import { forgetMails } from '../mail/forget-mails.ts';
import { forgetResumes } from '../resumes/forget-resumes.ts';
import { forgetVisits } from '../visits/forget-visits.ts';

type ForgettingDeps = Pick<Deps, 'now' | 'fairNow' | 'files' | 'follow' | 'log'>;

/** Deletes the personal data of every fair whose time is over. Each step may be repeated: after a crash the next run begins anew. */
export async function forgetPastFairs(deps: ForgettingDeps): Promise<void> {
  for (const fair of await fairsToForget(deps.fairNow()))
    try {
      await forgetPeople(fair, deps);
    } catch (error) {
      // The others have been promised their day, too.
      deps.log.error({ error, fairId: String(fair._id) }, 'a fair could not be forgotten');
    }
}

async function forgetPeople(fair: FairFields, deps: ForgettingDeps): Promise<void> {
  const { _id, slug } = fair;
  await closeForgotten(fair, deps.now());
  forgetFair(slug);
  // Accounts are found by registrations and representatives, so these go afterwards; mail last, because all of them write it.
  const accounts = await forgetAccounts(await accountsOf(_id), async (ids) => [
    ...(await registeredElsewhere(ids, _id)),
    ...(await standingElsewhere(ids, _id)),
  ]);
  const resumes = await forgetResumes(_id, deps);
  const visits = await forgetVisits(_id);
  const scans = await forgetScans(_id);
  const graduates = await forgetGraduates(_id);
  const representatives = await forgetEmployers(_id);
  const mails = await forgetMails(_id);
  if (!(await markForgotten(fair, deps.fairNow()))) return;
  forgetFair(slug);
  deps.follow.fairChanged(_id);
  deps.log.info(
    {
      fairId: String(_id),
      deleted: { accounts, resumes, visits, scans, graduates, representatives, mails },
    },
    'the personal data of a fair was deleted',
  );
}

async function accountsOf(fairId: Types.ObjectId): Promise<Types.ObjectId[]> {
  const all = [...(await graduateAccounts(fairId)), ...(await employerAccounts(fairId))];
  return [...new Map(all.map((id) => [String(id), id])).values()];
}
