import { describe, expect, it } from '@jest/globals';
import {
  chooseRecipients,
  type GraduateFacts,
  type RepresentativeFacts,
} from '../../server/followups/choose-recipients.ts';
import type { audiences } from '../../server/followups/follow-up-model.ts';

const candidate = (id: string) => ({ id, email: `${id}@uni.example`, values: {} });
const graduate = (id: string, facts: Partial<GraduateFacts>): GraduateFacts => ({
  ...candidate(id),
  state: 'active',
  came: false,
  met: 0,
  ...facts,
});
const owner = (id: string, facts: Partial<RepresentativeFacts> = {}): RepresentativeFacts => ({
  ...candidate(id),
  role: 'owner',
  removed: false,
  accepted: true,
  undecided: 2,
  ...facts,
});

const graduates = [
  graduate('came-met', { came: true, met: 2 }),
  graduate('came-only', { came: true }),
  graduate('stayed-away', {}),
  graduate('met-uncounted', { met: 1 }),
  graduate('canceled', { state: 'canceled', came: true, met: 1 }),
  graduate('pending', { state: 'pending' }),
  graduate('no-address', { came: true, met: 1, email: '' }),
  graduate('no-address-away', { email: '' }),
];
const representatives = [
  owner('owes'),
  owner('done', { undecided: 0 }),
  owner('left', { removed: true }),
  owner('out', { accepted: false }),
  owner('helper', { role: 'representative' }),
  owner('viewer', { role: 'viewer' }),
  owner('mute', { email: '' }),
];
const chosen = (audience: (typeof audiences)[number]) =>
  chooseRecipients(audience, { graduates, representatives }).map((each) => each.id);

describe('choosing recipients', () => {
  it.each([
    ['came', ['came-met', 'came-only']],
    ['did-not-come', ['stayed-away', 'met-uncounted']],
    ['met-an-employer', ['came-met', 'met-uncounted']],
    ['met-none', ['came-only']],
    ['employers-undecided', ['owes']],
  ] as const)('takes for %s %j and nobody else', (audience, expected) => {
    expect(chosen(audience)).toEqual(expected);
  });

  it('never puts anybody both among those who came and those who did not', () => {
    const both = chosen('came').filter((id) => chosen('did-not-come').includes(id));
    expect(both).toEqual([]);
    expect(chosen('came').length + chosen('did-not-come').length).toBe(4);
  });
});
