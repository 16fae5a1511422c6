import { expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { processLimits } from '../../../server/resumes/extraction/limits.ts';
import { rejectSentences } from '../../../server/resumes/extraction/reject-reasons.ts';
import type { Verdict } from '../../../server/resumes/extraction/verdict.ts';

export interface Expectation {
  verdict: 'accept' | 'accept-no-text' | 'reject' | 'either';
  reason?: string;
  pages?: number;
  /** What the text must hold. */
  words?: string[];
  text?: string[];
  /** What no answer may hold. */
  never?: string[];
}

/** How far the memory can grow between two looks at it. */
const BETWEEN_LOOKS_MB = 64;

/** The facts of an `expected.json`, by file name. */
export function expectationsOf(path: string): Record<string, Expectation> {
  const read = JSON.parse(readFileSync(path, 'utf8')) as { files?: object };
  return (read.files ?? read) as Record<string, Expectation>;
}

export function expectVerdict(verdict: Verdict, expected: Expectation): void {
  if (expected.verdict === 'reject')
    expect(verdict).toMatchObject({ verdict: 'reject', reason: expected.reason });
  else if (expected.verdict !== 'either') expect(verdict.verdict).toBe(expected.verdict);
  if (verdict.verdict === 'reject') expect(verdict.sentence).toBe(rejectSentences[verdict.reason]);
  else expectText(verdict, expected);
  for (const word of expected.never ?? []) expect(JSON.stringify(verdict)).not.toContain(word);
  expectWithinLimits(verdict);
}

function expectText(verdict: Extract<Verdict, { text: string }>, expected: Expectation): void {
  for (const word of [...(expected.words ?? []), ...(expected.text ?? [])])
    expect(verdict.text).toContain(word.normalize('NFKC'));
  if (expected.pages) expect(verdict.pages).toBe(expected.pages);
  if (expected.verdict === 'accept-no-text') expect(verdict.text).toBe('');
}

function expectWithinLimits({ ms, peakMb }: Verdict): void {
  expect(ms).toBeLessThan(processLimits.wallMs + 1_000);
  expect(peakMb).toBeLessThan(processLimits.residentMb + BETWEEN_LOOKS_MB);
}
