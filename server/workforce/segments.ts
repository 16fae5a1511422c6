import { z } from 'zod';
import { referenceData } from './reference-data.ts';

const read = referenceData(
  'segments.json',
  z.object({
    axes: z.object({
      health: z.object({ trueWhen: z.array(z.string()) }),
      technical: z.object({ trueWhen: z.array(z.string()) }),
    }),
    questions: z.array(
      z.object({ id: z.string(), text: z.string(), options: z.array(z.string()).optional() }),
    ),
    segments: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        kind: z.string(),
        who: z.string(),
        axes: z
          .object({ stage: z.string(), health: z.boolean(), technical: z.boolean() })
          .optional(),
      }),
    ),
  }),
);

type Option = { value: string; label: string };

/** The two questions after "what describes you best", with their answers. */
export function segmentQuestions(): Record<
  'health' | 'technical',
  { text: string; options: Option[] }
> {
  const question = (id: string) => {
    const found = read().questions.find((each) => each.id === id)!;
    const options = (found.options ?? []).map((option) => ({ value: option, label: option }));
    return { text: found.text, options };
  };
  return { health: question('health-experience'), technical: question('technical-experience') };
}

export interface SegmentAnswers {
  stage: 'first' | 'changing' | 'moving-up';
  health: string;
  technical: string;
}

/** The base segment of three answers and its overlays; moving up uses the changing segments (segments.json, axes). */
export function segmentOf(answers: SegmentAnswers): { base: string; overlays: string[] } {
  const { axes, segments } = read();
  const stage = answers.stage === 'moving-up' ? 'changing' : answers.stage;
  const health = axes.health.trueWhen.includes(answers.health);
  const technical = axes.technical.trueWhen.includes(answers.technical);
  const base = segments.find(
    ({ axes: on }) => on?.stage === stage && on.health === health && on.technical === technical,
  )!;
  return { base: base.id, overlays: answers.stage === 'moving-up' ? ['incumbent-moving-up'] : [] };
}

export const segmentById = (id: string) => read().segments.find((segment) => segment.id === id);
