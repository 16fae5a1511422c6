import fc from 'fast-check';
import { doorBook } from '../../public/js/door-book.js';
import { isPracticeCode, practiceCodes, practiceNumber } from '../../public/js/practice-code.js';
import { practiceGuests } from '../../public/js/practice-guests.js';
import {
  practiceScan,
  practiceTeam,
  practiceUndo,
  type Marks,
} from '../../public/js/practice-judge.js';
import { outcomes } from '../../server/checkins/outcome.ts';
import { readMarks, writeMarks } from '../../server/checkins/practice-form.ts';
import { practiceTasks } from '../../server/checkins/practice-page.ts';
import { drawBadge } from '../../server/fairs/badge-code.ts';

const now = new Date('2026-03-21T14:00:00Z');
const timeZone = 'America/New_York';
const short = (number: string) => practiceCodes(number).short;

function scan(number: string, marks: Marks = {}, how: object = {}) {
  const { offline = false, ...with_ } = how as { offline?: boolean; confirmed?: boolean };
  return practiceScan({ code: short(number), now, ...with_ }, { marks, offline, timeZone });
}

describe('what practice answers', () => {
  it.each([
    ['ok', '222', {}, 'Robin Sample', ''],
    ['ok_attention', '444', {}, 'Sam Sample', 'Asked for a chair'],
    ['pending', '555', {}, 'Lou Sample', 'waits for a place'],
    ['wrong_day', '666', {}, 'Fay Sample', 'Registered for Tuesday, March 24'],
    ['canceled', '777', {}, 'Noa Sample', 'Gave the place back'],
    ['wrong_fair', '888', {}, '', 'another fair'],
    ['revoked_code', '999', {}, '', 'replaced'],
    ['possible_duplicate', '322', {}, 'Alex Sample', '9:40 AM, another desk'],
    ['ok', '322', { confirmed: true }, 'Alex Sample', ''],
    ['employer_code', '422', {}, 'Sample Hospital', ''],
    ['error', '522', {}, '', 'line broke'],
    ['unknown', '622', {}, '', 'No badge of this fair'],
    ['device_revoked', '722', {}, '', 'Only in practice'],
    ['ok_offline', '333', { offline: true }, 'Kim Sample', ''],
    ['ok_offline', '322', { offline: true }, 'Alex Sample', ''],
    ['ok_offline', '444', { offline: true }, 'Sam Sample', 'Asked for a chair'],
    ['unknown', '888', { offline: true }, '', 'Not in this device’s list of 10:00 AM.'],
  ])('is %s for %s with %j', (outcome, number, how, name, text) => {
    const { result } = scan(number, {}, how);
    expect([result.outcome, result.name ?? '']).toEqual([outcome, name]);
    expect(result.text ?? '').toContain(text);
  });

  it('reaches every outcome there is', () => {
    const first = practiceGuests.map(({ number }) => scan(number));
    const again = scan('222', first[0]!.marks);
    const alone = scan('222', {}, { offline: true });
    const reached = [...first, again, alone].map(({ result }) => result.outcome);
    expect(new Set(reached)).toEqual(new Set(outcomes));
  });

  it('knows who has come, lets that be undone, and admits after the line broke once', () => {
    const first = scan('222');
    const again = scan('222', first.marks, { offline: true }).result;
    expect(again).toMatchObject({
      outcome: 'already',
      since: now.toISOString(),
      desk: 'this desk',
    });
    const undone = practiceUndo(first.result.scanId!, first.marks);
    expect(undone).toMatchObject({ result: { ok: true }, marks: {} });
    expect(practiceUndo('222', undone.marks).result.ok).toBe(false);
    expect(scan('222', undone.marks).result.outcome).toBe('ok');
    expect(scan('522', scan('522').marks).result).toMatchObject({ outcome: 'ok', scanId: '522' });
  });

  it('marks a team as arrived, and nobody else', () => {
    const { marks, result } = practiceTeam('422', {}, now);
    expect(result).toMatchObject({ outcome: 'employer_code', employerArrived: true });
    expect(scan('422', marks).result).toMatchObject({ employerArrived: true });
    expect(practiceTeam('222', {}, now)).toEqual({ marks: {}, result: { outcome: 'error' } });
  });

  it('tells a real badge from an invented one, changes nothing, and says no name', () => {
    const real = drawBadge(Buffer.alloc(32, 7), 'x', 1);
    for (const code of [real.token, real.short, real.short.toLowerCase()]) {
      const { result, marks } = practiceScan(
        { code, now },
        { marks: {}, offline: false, timeZone },
      );
      expect(marks).toEqual({});
      expect(result).toEqual({
        outcome: 'error',
        text: expect.stringContaining('real badge, not checked in'),
      });
    }
    const menu = { code: 'https://example.org/menu', now };
    expect(practiceScan(menu, { marks: {}, offline: false, timeZone }).result.outcome).toBe(
      'unknown',
    );
  });

  it('has a task only for what can be done, and can do each', () => {
    const beside = ['undone', 'typed', 'team'];
    for (const { name } of practiceTasks) expect([...outcomes, ...beside]).toContain(name);
  });
});

describe('the codes of practice badges', () => {
  it('are read as scanned and as typed, each once', () => {
    for (const { number } of practiceGuests) {
      const codes = practiceCodes(number);
      expect(codes.token).toHaveLength(22);
      const typed = `prac-t${number}`;
      expect([codes.token, codes.short, typed].map(practiceNumber)).toEqual(Array(3).fill(number));
    }
    expect(new Set(practiceGuests.map(({ number }) => number)).size).toBe(practiceGuests.length);
  });

  it('are the code of no real badge', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string(), (key, holder) => {
        const { token, short } = drawBadge(Buffer.from(key), holder, 1);
        return !isPracticeCode(token) && !isPracticeCode(short);
      }),
      { numRuns: 2000 },
    );
    // Sixteen bytes leave four bits for the last letter: a hyphen cannot stand there.
    const bytes = Buffer.from(practiceCodes('222').token, 'base64url');
    expect(bytes.toString('base64url')).not.toBe(practiceCodes('222').token);
  });

  it('are on no device’s list', async () => {
    const book = doorBook(async (text) => text);
    expect(await book.decide(practiceCodes('222').token, now)).toBeNull();
  });
});

describe('what a browser without script remembers', () => {
  it('is read as it was written', () => {
    const marks: Marks = { 222: { what: 'here', at: 5 }, 522: { what: 'broke', at: 6 } };
    expect(readMarks(writeMarks(marks))).toEqual(marks);
  });

  it('is nothing when somebody has meddled with it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const number of Object.keys(readMarks(text))) expect(number).toMatch(/^[2-9]{3}$/);
      }),
    );
    expect(readMarks('222:here:x <b> 222:gone:4 __proto__:here:1')).toEqual({});
  });
});
