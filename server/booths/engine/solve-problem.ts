import { assignBooths } from './assign-booths.ts';
import type { BoothProblem } from './booth-problem.ts';
import type { ReadProblem } from './read-problem-file.ts';
import { solveQuadratic, type SearchOptions } from '../assignment/solve-quadratic.ts';

/** The one object that `npm run assign` prints. */
export interface Answer {
  /** Place of each facility, or booth of each employer (−1: none), from 0. */
  plan: number[];
  value: number;
  bound: number;
  /** How far the value can be from the best at most, in percent of the value. */
  gapPercent: number;
  proven: boolean;
  ms: number;
}

/** Solves either kind of problem; `notes` say in words who could not be placed. */
export function solveProblem(
  read: ReadProblem,
  options: SearchOptions,
): { answer: Answer; notes: string[] } {
  if (read.kind === 'booths') return solveBooths(read.problem, options);
  const { plan, value, bound, proven, ms } = solveQuadratic(read.problem, options);
  return {
    answer: { plan, value, bound, gapPercent: gap(value, bound), proven, ms: tenths(ms) },
    notes: [],
  };
}

function solveBooths(problem: BoothProblem, options: SearchOptions) {
  const found = assignBooths(problem, options);
  const boothAt = new Map(problem.booths.map(({ id }, at) => [id, at]));
  const boothOf = new Map(
    found.placements.map(({ employerId, boothId }) => [employerId, boothAt.get(boothId)!]),
  );
  const nameOf = new Map(problem.employers.map(({ id, name }) => [id, name]));
  const answer: Answer = {
    plan: problem.employers.map(({ id }) => boothOf.get(id) ?? -1),
    value: found.value,
    bound: found.wishBound,
    gapPercent: gap(found.value, found.wishBound),
    proven: found.provenForWishes,
    ms: tenths(found.ms),
  };
  const notes = found.unplaced.map(
    ({ employerId, reason }) => `${nameOf.get(employerId)} has no booth. ${reason}`,
  );
  return { answer, notes };
}

function gap(value: number, bound: number): number {
  if (value === bound) return 0;
  const base = Math.abs(value === 0 ? bound : value);
  return Math.round((Math.abs(value - bound) / base) * 10_000) / 100;
}

const tenths = (ms: number) => Math.round(ms * 10) / 10;
