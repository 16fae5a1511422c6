import type { Logger } from '../../logger.ts';
import type { Answer } from './ask-for-reading.ts';
import { recognizeContainer } from './container.ts';
import { processLimits, type ProcessLimits } from './limits.ts';
import { canMeasure } from './process-usage.ts';
import { readingPool } from './reading-pool.ts';
import { rejectSentences, type RejectReason } from './reject-reasons.ts';
import { turnstile } from './turns.ts';
import type { Reading, ResumeKind, UploadedFile, Verdict } from './verdict.ts';

export interface ExaminerOptions {
  log?: Pick<Logger, 'info' | 'warn'>;
  limits?: Partial<ProcessLimits>;
  /** How many files are read at the same time. */
  atOnce?: number;
  /** How long a stop waits for the files being read. */
  graceMs?: number;
}

const LONGEST_LINE = 200;
const GRACE_MS = 3_000;

/** The upload check and text extraction: one for the whole server, so that no flood of uploads starts a flood of processes. */
export function resumeExaminer({
  log,
  limits = {},
  atOnce = 2,
  graceMs = GRACE_MS,
}: ExaminerOptions = {}) {
  const turns = turnstile(atOnce, LONGEST_LINE);
  const pool = readingPool({ ...processLimits, ...limits });
  if (!canMeasure)
    log?.warn('On Windows the memory and CPU time of the reading process are not sampled');

  /** Says whether a file is taken as a résumé, and what it says. Never throws for what is in the file. */
  async function examine(file: UploadedFile): Promise<Verdict> {
    const since = performance.now();
    const container = recognizeContainer(file);
    if ('reason' in container) return note(reject(container.reason, performance.now() - since));
    if (!(await turns.enter())) return note(reject('not checked'));
    try {
      const answer = await pool.read(container.kind, file.bytes);
      if (!answer.reading) log?.warn('no process could be started to read a résumé');
      return note(verdictOf(container.kind, answer));
    } finally {
      turns.leave();
    }
  }

  /** Counts and causes only: neither the name nor a word of the file reaches the log. */
  function note(verdict: Verdict): Verdict {
    const { verdict: result, ms, peakMb } = verdict;
    const reason = verdict.verdict === 'reject' ? { reason: verdict.reason } : {};
    log?.info({ result, ...reason, ms, peakMb }, 'résumé examined');
    return verdict;
  }

  return {
    examine,
    /** When no file is being read. */
    settled: turns.empty,
    /** Takes no more files, gives those being read a moment, and ends all processes. */
    async stop(): Promise<void> {
      turns.close();
      const late = setTimeout(() => void pool.end(), graceMs);
      await turns.empty();
      clearTimeout(late);
      await pool.end();
    },
  };
}

function verdictOf(kind: ResumeKind, { reading, ms, peakMb }: Answer): Verdict {
  if (!reading) return reject('not checked', ms, peakMb);
  if (reading.outcome === 'refused') return reject(reading.reason, ms, peakMb);
  const verdict = /[\p{L}\p{N}]/u.test(reading.text) ? 'accept' : 'accept-no-text';
  return { verdict, kind, ...textOf(reading), ...costOf(ms, peakMb) };
}

function textOf({ text, pages }: Extract<Reading, { outcome: 'text' }>) {
  return pages === undefined ? { text } : { text, pages };
}

function reject(reason: RejectReason, ms = 0, peakMb = 0): Verdict {
  return { verdict: 'reject', reason, sentence: rejectSentences[reason], ...costOf(ms, peakMb) };
}

const costOf = (ms: number, peakMb: number) => ({ ms: Math.round(ms), peakMb: Math.round(peakMb) });
