import { nextAttempt, waits } from '../../server/mail/retry-times.ts';
import { readSmtpFault, type Trouble } from '../../server/mail/smtp-answer.ts';

const rcpt = (response: string) => ({
  message: 'refused',
  code: 'EENVELOPE',
  command: 'RCPT TO',
  responseCode: Number(response.slice(0, 3)),
  response,
});

describe('what an SMTP answer means', () => {
  it.each<[Trouble, string, object]>([
    ['greylisted', 'a greylisting server', rcpt('450 4.2.0 Greylisted, try again')],
    ['greylisted', 'one that does not use the word', rcpt('450 4.7.1 Try again later')],
    ['temporary', 'a full mailbox', rcpt('452 4.2.2 Mailbox full')],
    ['bad-address', 'no such mailbox', rcpt('550 5.1.1 No such user')],
    ['bad-address', 'no such mailbox without an enhanced code', rcpt('550 unknown user')],
    ['bad-address', 'a mailbox that was switched off', rcpt('550 5.2.1 Mailbox disabled')],
    ['final', 'a policy, which says nothing of the mailbox', rcpt('550 5.7.1 Blocked')],
    ['final', 'a refused text', { ...rcpt('550 5.1.1 odd'), command: 'DATA' }],
    ['final', 'a refused sender', { ...rcpt('550 go away'), command: 'MAIL FROM' }],
    [
      'final',
      'an address that is none',
      { message: 'No recipients defined', code: 'EENVELOPE', command: 'API' },
    ],
    ['connection', 'a server that closes', rcpt('421 4.3.2 Shutting down')],
    [
      'connection',
      'nobody there',
      { message: 'connect ECONNREFUSED', code: 'ESOCKET', command: 'CONN' },
    ],
    [
      'connection',
      'an unwilling greeting',
      { ...rcpt('554 No'), code: 'EPROTOCOL', command: 'CONN' },
    ],
    [
      'connection',
      'our own wrong password',
      { ...rcpt('535 5.7.8 Bad'), code: 'EAUTH', command: 'AUTH PLAIN' },
    ],
    ['connection', 'a time-out', { message: 'Timeout', code: 'ETIMEDOUT' }],
    ['connection', 'an error of the system', { message: 'Connection pool was closed' }],
  ])('%s: %s', (trouble, _what, fault) => {
    expect(readSmtpFault(fault as never).trouble).toBe(trouble);
  });

  it('keeps the server’s words on one line, and not more than 500 characters', () => {
    const { reply } = readSmtpFault(rcpt(`550 line one\r\n550 ${'x'.repeat(900)}`));
    expect(reply).toHaveLength(500);
    expect(reply).toMatch(/^550 line one 550 x/);
  });
});

describe('when to try again', () => {
  const now = new Date('2024-03-23T12:00:00Z');
  const minutesUntil = (at: Date | null) => at && (at.getTime() - now.getTime()) / 60_000;

  it.each([
    ['temporary', 1, 1],
    ['temporary', 3, 15],
    ['greylisted', 1, 6],
    ['connection', 1, 0.5],
  ] as const)('%s, attempt %i: after about %d minutes', (trouble, attempts, minutes) => {
    expect(minutesUntil(nextAttempt(trouble, attempts, now, () => 0.5))).toBe(minutes);
    expect(minutesUntil(nextAttempt(trouble, attempts, now, () => 0))).toBeCloseTo(minutes * 0.8);
    expect(minutesUntil(nextAttempt(trouble, attempts, now, () => 1))).toBeCloseTo(minutes * 1.2);
  });

  it.each(['temporary', 'greylisted', 'connection'] as const)(
    'gives up on %s in the end',
    (trouble) => {
      expect(nextAttempt(trouble, waits[trouble].length, now)).not.toBeNull();
      expect(nextAttempt(trouble, waits[trouble].length + 1, now)).toBeNull();
    },
  );

  it('never tries again after a final answer', () => {
    expect(nextAttempt('final', 1, now)).toBeNull();
    expect(nextAttempt('bad-address', 1, now)).toBeNull();
  });
});
