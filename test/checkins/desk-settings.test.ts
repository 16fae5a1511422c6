import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Fair, type BadgePrinting } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { scanAt, scanOf } from './door-support.ts';

const none = {
  'ask-badge-name': 'no',
  'ask-school': 'no',
  'ask-roles': 'no',
  'ask-consent': 'no',
  'ask-resume': 'no',
  badgePrinting: 'ask',
};

describe('what the desks ask and print', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.stop());

  it('is chosen by the organizer, and drawn as chosen', async () => {
    const fair = await aFair();
    const organizer = await harness.signIn('organizer', fair);
    const at = `/fairs/${fair.slug}/settings`;
    const chosen = { ...none, 'ask-school': 'must', 'ask-resume': 'ask', badgePrinting: 'once' };
    expect((await organizer.post(`${at}/desk`, chosen)).status).toBe(303);
    expect(await Fair.findById(fair._id).lean().orFail()).toMatchObject({
      badgePrinting: 'once',
      deskQuestions: [
        { question: 'school', required: true },
        { question: 'resume', required: false },
      ],
    });
    const page = (await organizer.get(at)).text;
    expect(page).toMatch(/id="ask-school"[\s\S]*?value="must"\s+selected[\s\S]*?<\/select>/);
    expect(page).toMatch(/value="once"\s+checked/);
    expect((await organizer.post(`${at}/desk`, { ...none, 'ask-school': 'x' })).status).toBe(422);
    const stranger = await harness.signIn('organizer');
    expect((await stranger.post(`${at}/desk`, none)).status).toBe(404);
  });

  it.each<[BadgePrinting | undefined, string, string]>([
    [undefined, 'quiet', 'quiet'],
    ['never', 'no', 'no'],
    ['ask', 'quiet', 'quiet'],
    ['once', 'first', 'quiet'],
    ['always', 'first', 'first'],
  ])(
    'with printing %s: the button is %s, after a print %s',
    async (badgePrinting, before, after) => {
      const fair = await aFair({ ...(badgePrinting ? { badgePrinting } : {}) });
      if (!badgePrinting) {
        const unset = { $unset: { badgePrinting: 1, deskQuestions: 1 } };
        await Fair.collection.updateOne({ _id: fair._id }, unset);
      }
      const desk = await harness.pairDevice(fair, 'supervisor');
      const { badge, _id } = await aGraduate(fair, harness.deps);
      const { scanId } = await scanAt(desk, scanOf(badge.token), harness);
      const offers = async () =>
        (await desk.browser.get(`/desk/${fair.slug}/checkins/${scanId}/offers.json`)).body;
      expect(await offers()).toEqual({ questions: [], required: false, print: before });
      const prints = `/desk/${fair.slug}/badges/${String(_id)}/prints`;
      expect((await desk.browser.post(prints, { size: 'letter' })).status).toBe(303);
      expect((await offers()).print).toBe(after);
    },
  );
});
