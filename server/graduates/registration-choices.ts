import type { FairFields } from '../fairs/fair-model.ts';
import { programChoices } from '../programs/program-list.ts';
import { exposureLevels, ehrSystems } from '../workforce/systems.ts';
import { roles } from '../workforce/roles.ts';
import { segmentQuestions } from '../workforce/segments.ts';

export const consentOptions = [
  {
    value: 'all',
    label: 'Every employer at this fair',
    hint: 'They find you by every field and open your résumé. You see who opened it, and can stop it at any time.',
  },
  {
    value: 'approve',
    label: 'Only those I approve',
    hint: 'They see your roles and systems, not your name. They ask; you answer from your own page.',
  },
  {
    value: 'ask',
    label: 'Ask me at the booth',
    hint: 'Nothing is shown before you say yes, face to face.',
  },
];

/** Every list that the registration form offers. */
export async function registrationChoices(fair: FairFields) {
  const { stage, health, technical } = segmentQuestions();
  return {
    stages: stage.options,
    health: health.options,
    technical: technical.options,
    roles: roles().map(({ code, title }) => ({ value: code, label: `${code} ${title}` })),
    systems: ehrSystems().map(({ id, name }) => ({ value: id, label: name })),
    levels: exposureLevels().map(({ id, label, meaning }) => ({
      value: id,
      label: `${label}: ${meaning}`,
    })),
    programs: [
      ...(await programChoices(fair._id)),
      { value: 'not-listed', label: 'Not listed: I type it below' },
    ],
    consents: consentOptions,
    severalDays: fair.days.length > 1,
    days: fair.days.map((day) => ({
      value: day.date,
      date: day.date,
      opens: day.opens,
      closes: day.closes,
    })),
  };
}
