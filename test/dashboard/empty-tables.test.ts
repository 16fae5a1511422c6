import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusalSentence } from '../../public/js/refusal-words.js';
import { isAdmission, outcomes } from '../../server/checkins/outcome.ts';
import { scanAt, scanOf } from '../checkins/door-support.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const refusals = outcomes.filter((outcome) => !isAdmission(outcome) && outcome !== 'error');

describe('the control room before anything has happened', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('has a sentence in place of each empty table, and says in one why a scan was refused', async () => {
    const fair = await aFair();
    const organizer = await harness.signIn('organizer', fair);
    const room = async () => (await organizer.get(`/fairs/${fair.slug}/dashboard`)).text;
    const before = await room();
    expect(before).toMatch(/data-empty="refused" >No scan has been refused/);
    expect(before).toMatch(/data-empty="missingEmployers" >No employer is missing/);
    expect(before).toMatch(/<table class="rows card" hidden><caption class="unseen">Refused scans/);

    const desk = await harness.pairDevice(fair, 'steward', 'East 1');
    await scanAt(desk, scanOf('A'.repeat(22)), harness);
    const after = await room();
    expect(after).toContain('<td data-label="Reason">The code is on no list of this fair.</td>');
    expect(after).toMatch(/data-empty="refused" hidden>/);
    expect(after).toMatch(/<table class="rows card" ><caption class="unseen">Refused scans/);
  });

  it.each(refusals)('has a sentence for %s', (outcome) => {
    expect(refusalSentence(outcome)).toMatch(/^[A-Z].+\.$/);
    expect(refusalSentence(outcome)).not.toBe(refusalSentence('error'));
  });
});
