import { Router } from 'express';
import { trusted } from 'mongoose';
import { enrollmentOf, representativeOf, representativesOnly } from '../access/load-enrollment.ts';
import { fairOf } from '../access/load-fair.ts';
import { registrantOnly, registrationOf } from '../access/load-registration.ts';
import { EmployerArrival } from '../checkins/employer-arrival-model.ts';
import { arrivalPlace } from '../checkins/arrival-place.ts';
import { Scan } from '../checkins/scan-model.ts';
import { openingsOf, publicEmployers, teamSize } from '../employers/employer-figures.ts';
import { ConsentRequest } from '../graduates/consent-request-model.ts';
import { Resume } from '../resumes/resume-model.ts';
import { ResumeView } from '../resumes/resume-view-model.ts';
import { Visit } from '../visits/visit-model.ts';
import { employerNav, graduateNav } from '../web/nav.ts';
import { roleByCode } from '../workforce/roles.ts';
import { segmentById } from '../workforce/segments.ts';
import { boothCodes } from './booth-codes.ts';

/** Mounted at /fairs/:slug/registration: the graduate's own fair on one page. */
export function graduateHomeRoutes(): Router {
  const router = Router();

  router.get('/', registrantOnly, async (_req, res) => {
    const fair = fairOf(res);
    const registration = registrationOf(res);
    const of = { registrationId: registration._id };
    const [arrival, resume, views, visits, requests, employers, codes] = await Promise.all([
      Scan.findOne({ ...of, stands: true })
        .sort({ scannedAt: -1 })
        .lean(),
      Resume.exists(of),
      ResumeView.countDocuments(of),
      Visit.countDocuments(of),
      ConsentRequest.countDocuments({ ...of, answer: null }),
      publicEmployers(fair._id),
      boothCodes(fair._id),
    ]);
    res.render('home/graduate', {
      title: 'My fair',
      nav: graduateNav(fair, 'My fair'),
      name: registration.preferredName || registration.name,
      state: registration.state,
      reason: registration.cancelReason,
      days: fair.days.filter((day) => registration.days.includes(day.date)),
      venue: fair.venue,
      address: fair.address,
      roles: registration.roles.map((code) => ({ code, title: roleByCode(code)?.title ?? '' })),
      segment: segmentById(registration.segment)?.label ?? '',
      arrivedAt: arrival && arrivalPlace(arrival).at,
      hasResume: Boolean(resume),
      consent: registration.consent,
      views,
      visits,
      requests,
      matches: employers
        .map((each) => ({
          name: each.name,
          booth: codes.get(each.enrollmentId) ?? null,
          shared: each.roles.filter((code) => registration.roles.includes(code)),
          takesBeginners: each.takesBeginners,
        }))
        .filter((each) => each.shared.length > 0)
        .sort((a, b) => b.shared.length - a.shared.length)
        .slice(0, 12),
    });
  });

  return router;
}

/** Mounted at /fairs/:slug/enrollments/:enrollmentId: the employer's own fair on one page. */
export function employerHomeRoutes(): Router {
  const router = Router();

  router.get('/', representativesOnly('owner', 'representative', 'viewer'), async (_req, res) => {
    const fair = fairOf(res);
    const enrollment = enrollmentOf(res);
    const enrollmentId = enrollment._id;
    const ended = enrollment.state === 'declined' || enrollment.state === 'canceled';
    const [openings, team, arrival, visits, undecided, views, codes] = await Promise.all([
      openingsOf(enrollmentId),
      teamSize(enrollmentId),
      EmployerArrival.findOne({
        enrollmentId,
        day: trusted({ $gt: '' }),
        stands: true,
      }).lean(),
      Visit.countDocuments({ enrollmentId }),
      Visit.countDocuments({ enrollmentId, nextStep: null }),
      ResumeView.countDocuments({ enrollmentId }),
      boothCodes(fair._id),
    ]);
    res.render('home/employer', {
      title: enrollment.employerName,
      nav: employerNav(fair, String(enrollmentId), 'Overview', ended),
      base: `/fairs/${fair.slug}/enrollments/${String(enrollmentId)}`,
      name: enrollment.employerName,
      state: enrollment.state,
      reason: enrollment.reason,
      ended,
      booth: codes.get(String(enrollmentId)) ?? null,
      owner: representativeOf(res).role === 'owner',
      openings: openings.length,
      team,
      arrivedAt: arrival?.at ?? null,
      visits,
      undecided,
      views,
      days: fair.days,
      venue: fair.venue,
    });
  });

  return router;
}
