import type { Types } from 'mongoose';
import { z } from 'zod';
import { nextStepLabel } from './next-step-words.ts';
import { Visit, type VisitFields } from './visit-model.ts';

const PAGE = 50;

export const visitListQuery = z.object({
  show: z.enum(['all', 'undecided']).catch('all'),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});

/** One page of an employer's visits, newest first. */
export async function listVisits(
  enrollmentId: Types.ObjectId,
  { show, page }: z.output<typeof visitListQuery>,
) {
  const filter = { enrollmentId, ...(show === 'undecided' ? { nextStep: null } : {}) };
  const [rows, all, undecided] = await Promise.all([
    Visit.find(filter)
      .sort({ visitedAt: -1 })
      .skip((page - 1) * PAGE)
      .limit(PAGE)
      .lean<VisitFields[]>(),
    Visit.countDocuments({ enrollmentId }),
    Visit.countDocuments({ enrollmentId, nextStep: null }),
  ]);
  const total = show === 'undecided' ? undecided : all;
  return {
    show,
    page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    total,
    all,
    undecided,
    visits: rows.map(rowOf),
  };
}

/** The visits that this employer recorded last, for the scan page. */
export async function latestVisits(enrollmentId: Types.ObjectId, limit: number) {
  const rows = await Visit.find({ enrollmentId })
    .sort({ visitedAt: -1 })
    .limit(limit)
    .lean<VisitFields[]>();
  return rows.map(rowOf);
}

const rowOf = (visit: VisitFields) => ({
  id: String(visit._id),
  name: visit.name,
  visitedAt: visit.visitedAt,
  rating: visit.rating,
  decided: visit.nextStep !== null,
  nextStep: nextStepLabel(visit.nextStep),
});
