import { Router } from 'express';
import { z } from 'zod';
import { anyone } from '../access/guards.ts';
import { fairOf, organizes } from '../access/load-fair.ts';
import type { Deps } from '../deps.ts';
import { publicEmployers } from '../employers/employer-figures.ts';
import { windowState } from '../fairs/fair-windows.ts';
import { organizerNav } from '../web/nav.ts';
import { roleByCode, roles } from '../workforce/roles.ts';
import { systemById } from '../workforce/systems.ts';
import { boothCodes } from './booth-codes.ts';

/** Mounted at /fairs/:slug: what anybody may see of a fair. */
export function fairPageRoutes(deps: Deps): Router {
  const router = Router();

  router.get('/', anyone, async (_req, res) => {
    const fair = fairOf(res);
    const employers = await publicEmployers(fair._id);
    res.render('home/fair', {
      title: fair.name,
      nav: organizes(res) ? organizerNav(fair, '') : [],
      about: fair.about,
      venue: fair.venue,
      address: fair.address,
      days: fair.days,
      state: fair.state,
      employersWindow: windowState(fair, fair.employerWindow, deps.fairNow()),
      graduatesWindow: windowState(fair, fair.graduateWindow, deps.fairNow()),
      windows: { employers: fair.employerWindow, graduates: fair.graduateWindow },
      employers: employers.length,
      beginners: employers.filter((each) => each.takesBeginners).length,
      rural: employers.filter((each) => each.rural).length,
      roles: countRoles(employers),
    });
  });

  router.get('/employers', anyone, async (req, res) => {
    const fair = fairOf(res);
    const query = listQuery.parse(req.query);
    const [all, codes] = await Promise.all([publicEmployers(fair._id), boothCodes(fair._id)]);
    const shown = all.filter(
      (each) =>
        (!query.role || each.roles.includes(query.role)) &&
        (!query.rural || each.rural) &&
        (!query.beginners || each.takesBeginners),
    );
    res.render('home/employers', {
      title: `Employers at ${fair.name}`,
      query,
      total: all.length,
      roles: roles().map(({ code, title }) => ({ value: code, label: `${code} ${title}` })),
      employers: shown.map((each) => ({
        ...each,
        booth: codes.get(each.enrollmentId) ?? null,
        roles: each.roles.map((code) => ({ code, title: roleByCode(code)?.title ?? '' })),
        trainsOn: each.trainsOn.map((id) => systemById(id)?.name ?? id),
      })),
    });
  });

  return router;
}

const listQuery = z.object({
  role: z
    .string()
    .regex(/^[A-Z]{2}-\d$/)
    .catch(''),
  rural: z.preprocess((value) => value === 'yes', z.boolean()),
  beginners: z.preprocess((value) => value === 'yes', z.boolean()),
});

function countRoles(employers: { roles: string[] }[]) {
  return roles()
    .map(({ code, title }) => ({
      code,
      title,
      count: employers.filter((each) => each.roles.includes(code)).length,
    }))
    .filter((role) => role.count > 0);
}
