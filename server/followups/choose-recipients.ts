import type { Audience } from './follow-up-model.ts';

export interface Recipient {
  /** Registration's or representative's id. */
  id: string;
  email: string;
  /** What placeholders stand for in this person's message. */
  values: Record<string, string>;
}
export interface GraduateFacts extends Recipient {
  state: 'active' | 'pending' | 'canceled';
  /** Was checked in on at least one day, and it was not undone. */
  came: boolean;
  /** How many employers recorded a visit. */
  met: number;
}
export interface RepresentativeFacts extends Recipient {
  role: 'owner' | 'representative' | 'viewer';
  removed: boolean;
  accepted: boolean;
  /** Visits of the employer without a next step. */
  undecided: number;
}
export interface Facts {
  graduates: readonly GraduateFacts[];
  representatives: readonly RepresentativeFacts[];
}

const graduateRules: Record<
  Exclude<Audience, 'employers-undecided'>,
  (person: GraduateFacts) => boolean
> = {
  came: ({ came }) => came,
  'did-not-come': ({ came }) => !came,
  'met-an-employer': ({ met }) => met > 0,
  'met-none': ({ came, met }) => came && met === 0,
};

/** Who gets a follow-up. Every condition must hold: nobody is written to who canceled, waits or has no address. */
export function chooseRecipients(audience: Audience, facts: Facts): Recipient[] {
  if (audience === 'employers-undecided')
    return facts.representatives.filter(
      (person) =>
        person.role === 'owner' &&
        !person.removed &&
        person.accepted &&
        person.undecided > 0 &&
        person.email !== '',
    );
  const belongs = graduateRules[audience];
  return facts.graduates.filter(
    (person) => person.state === 'active' && person.email !== '' && belongs(person),
  );
}
