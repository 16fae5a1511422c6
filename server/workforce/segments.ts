import { z } from 'zod';
import { isUnverified, referenceData } from './reference-data.ts';

const stages = ['first', 'changing', 'moving-up'] as const;
const onAxis = z.object({ question: z.string(), trueWhen: z.array(z.string()) });
const read = referenceData(
  'segments.json',
  z.object({
    axes: z.object({
      stage: z.object({ question: z.string(), values: z.record(z.enum(stages), z.string()) }),
      health: onAxis,
      technical: onAxis,
    }),
    questions: z.array(
      z.object({ id: z.string(), text: z.string(), options: z.array(z.string()).optional() }),
    ),
    segments: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        kind: z.enum(['base', 'overlay']),
        who: z.string(),
        axes: z
          .object({
            stage: z.enum(['first', 'changing']),
            health: z.boolean(),
            technical: z.boolean(),
          })
          .optional(),
        unverified: z.array(z.string()).optional(),
        retired: z.boolean().optional(),
      }),
    ),
  }),
);

export type Stage = (typeof stages)[number];

export interface SegmentAnswers {
  stage: Stage;
  /** Options of the two questions, as they stand there. */
  health: string;
  technical: string;
}

export interface SegmentQuestion {
  text: string;
  options: { value: string; label: string }[];
}

/** The first three questions of every registration; the answer to the first is kept by its short value. */
export function segmentQuestions(): Record<keyof SegmentAnswers, SegmentQuestion> {
  const { axes } = read();
  const asIs = (text: string) => ({ value: text, label: text });
  return {
    stage: questionOf(axes.stage.question, (text) => {
      const value = stages.find((stage) => axes.stage.values[stage] === text);
      return { value: value ?? text, label: text };
    }),
    health: questionOf(axes.health.question, asIs),
    technical: questionOf(axes.technical.question, asIs),
  };
}

function questionOf(
  id: string,
  option: (text: string) => SegmentQuestion['options'][number],
): SegmentQuestion {
  const found = read().questions.find((question) => question.id === id);
  if (!found) throw new Error(`segments.json has no question ${id}`);
  return { text: found.text, options: (found.options ?? []).map(option) };
}

/** The base segment of three answers and its overlays; moving up uses the changing segments (segments.json, axes). */
export function segmentOf(answers: SegmentAnswers): { base: string; overlays: string[] } {
  const { axes, segments } = read();
  const movingUp = answers.stage === 'moving-up';
  const stage = movingUp ? 'changing' : answers.stage;
  const health = axes.health.trueWhen.includes(answers.health);
  const technical = axes.technical.trueWhen.includes(answers.technical);
  const base = segments.find(
    ({ axes: on }) => on?.stage === stage && on.health === health && on.technical === technical,
  );
  if (!base) throw new Error(`segments.json has no segment for ${stage}, ${health}, ${technical}`);
  return { base: base.id, overlays: movingUp ? ['incumbent-moving-up'] : [] };
}

/** Undefined for an unknown one and for one that nobody has verified. */
export function segmentById(id: string) {
  const found = read().segments.find((segment) => segment.id === id && !segment.retired);
  if (!found || isUnverified(found, 'label')) return undefined;
  const { label, kind, who } = found;
  return { id, label, kind, who };
}
