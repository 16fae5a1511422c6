import type { Audience } from './follow-up-model.ts';

export interface AudienceWords {
  label: string;
  /** The whole rule, as the organizer reads it before sending. */
  rule: string;
  noun: string;
  placeholders: string[];
}

const REGISTERED = 'whose registration is active, who have an email address,';
const forGraduates = ['name', 'fair', 'own_page'];

export const audienceWords: Record<Audience, AudienceWords> = {
  came: {
    label: 'Graduates who came',
    rule: `Graduates ${REGISTERED} and who were checked in on at least one day.`,
    noun: 'graduate',
    placeholders: forGraduates,
  },
  'did-not-come': {
    label: 'Graduates who did not come',
    rule: `Graduates ${REGISTERED} and who were not checked in on any day.`,
    noun: 'graduate',
    placeholders: forGraduates,
  },
  'met-an-employer': {
    label: 'Graduates who met an employer',
    rule: `Graduates ${REGISTERED} and whose visit was recorded by at least one employer.`,
    noun: 'graduate',
    placeholders: [...forGraduates, 'employers_met'],
  },
  'met-none': {
    label: 'Graduates who came and met no employer',
    rule: `Graduates ${REGISTERED} who were checked in on at least one day, and for whom no employer recorded a visit.`,
    noun: 'graduate',
    placeholders: forGraduates,
  },
  'employers-undecided': {
    label: 'Employers with undecided visits',
    rule: 'Owners of the accepted employers that recorded at least one visit and have not chosen a next step for all of them. An owner of several such employers gets a message for each.',
    noun: 'owner',
    placeholders: ['name', 'fair', 'employer', 'undecided_count', 'own_page'],
  },
};
