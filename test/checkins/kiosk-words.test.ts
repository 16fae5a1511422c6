import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kioskAnswer } from '../../server/checkins/kiosk-answer.ts';
import { kioskLanguages, kioskWords } from '../../server/checkins/kiosk-words.ts';
import { outcomes } from '../../server/checkins/outcome.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aFair, aGraduate } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { kioskScanOf, sendJson } from './kiosk-support.ts';

describe('the words of a kiosk', () => {
  const { en, es } = kioskWords;

  it('are whole in every language, and none is left in English', () => {
    for (const lang of kioskLanguages)
      expect(Object.keys(kioskWords[lang]).sort()).toEqual(Object.keys(en).sort());
    const alike = Object.entries(en).filter(([key, text]) => es[key as keyof typeof es] === text);
    expect(alike.map(([key]) => key)).toEqual(['error']);
  });

  it.each(outcomes)('give no reason for %s in Spanish either', (outcome) => {
    const answer = kioskAnswer(outcome, 'Ada', es);
    expect(Object.values(es)).toEqual(expect.arrayContaining([answer.word, answer.more]));
    expect(answer.more).not.toMatch(/cancel|rechaz|espera|duplicad|revoc|aprob/i);
  });
});

describe('a kiosk in Spanish', () => {
  let harness: Harness;
  let fair: FairFields;
  beforeAll(async () => {
    harness = await startHarness();
    fair = await aFair();
  });
  afterAll(() => harness.stop());

  it('speaks it on every page of the visitor, and English to the next one', async () => {
    const { browser } = await harness.pairDevice(fair, 'kiosk', 'Lobby');
    const at = `/desk/${fair.slug}/kiosk`;
    const plain = await browser.get(at);
    expect(plain.text).toContain('<html lang="en">');
    expect(plain.text).toContain(`href="${at}?lang=es" lang="es"`);
    const page = await browser.get(`${at}?lang=es`);
    expect(page.text).toContain('<html lang="es">');
    expect(page.text).toContain(`action="${at}/readings?lang&#x3D;es"`);
    expect(page.text).not.toMatch(
      /Scan your badge|Check in here|Call staff|Next person|Is this you|School/,
    );

    const { badge } = await aGraduate(fair, harness.deps, { preferredName: 'Luz' });
    const sent = await browser.post(`${at}/checkins?lang=es`, { code: badge.short, nonce: 'n' });
    const told = await browser.get(sent.headers.location!);
    expect(told.text).toContain('Le damos la bienvenida');
    expect([told.headers.refresh, told.text.includes(`href="${at}"`)]).toEqual([
      `20; url=${at}`,
      true,
    ]);
    const json = await sendJson(browser, `${at}/checkins?lang=es`, kioskScanOf(badge.short));
    expect(json.body).toMatchObject({ who: 'Luz', word: 'Su llegada ya estaba registrada' });
    const nothing = await browser.post(`${at}/checkins?lang=es`, { code: ' ', nonce: 'm' });
    expect([nothing.status, nothing.text.includes(kioskWords.es.nothing)]).toEqual([422, true]);
    const called = await browser.post(`${at}/staff-calls?lang=es`);
    expect(called.headers.location).toBe(`${at}?lang=es`);
    expect((await browser.get(`${at}?lang=es`)).text).toContain(
      'Hemos llamado a nuestro personal.',
    );
  });

  it('takes any other language for English', async () => {
    const { browser } = await harness.pairDevice(fair, 'kiosk', 'Hall');
    for (const lang of ['xx', '', '<b>', 'es&lang=en', '__proto__'])
      expect((await browser.get(`/desk/${fair.slug}/kiosk?lang=${lang}`)).text).toContain(
        '<html lang="en">',
      );
  });
});
