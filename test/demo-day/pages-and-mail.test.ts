import { nextFairDays } from '../../scripts/demo/fair-days.ts';
import { messageIdOf, plainTextOf, signInLinkIn } from '../../scripts/demo/mail-text.ts';
import { addressesOn, formOn } from '../../scripts/demo/page-forms.ts';

describe('the forms of a page', () => {
  const page = `
    <form method="post"><input type="hidden" name="_csrf" value="a&amp;b"></form>
    <form action="/state" method="post"><input type="hidden" name="state" value="open"></form>
    <form action="/state" method="post"><input type="hidden" name="state" value="live"></form>
    <form action="/notes" method="post">
      <input name="subject" value="Thank &quot;you&quot;">
      <textarea name="body" rows="3">
Hello &#x3D; &lt;you&gt;</textarea>
      <input type="radio" name="rating" value="1"><input type="radio" name="rating" value="4" checked>
      <input type="checkbox" name="pinned" value="yes"><input type="file" name="resume">
    </form>`;

  it.each([
    ['/here', {}, { _csrf: 'a&b' }],
    ['/state', { state: 'live' }, { state: 'live' }],
    ['/notes', {}, { subject: 'Thank "you"', body: 'Hello = <you>', rating: '4' }],
  ])('are sent to %s as a browser would', (action, fields, sent) => {
    expect(formOn(page, action, '/here', fields)).toEqual(sent);
  });

  it.each([
    ['/nowhere', {}],
    ['/state', { state: 'closed' }],
  ])('cannot be sent to %s with %j', (action, fields) => {
    expect(() => formOn(page, action, '/here', fields)).toThrow('the page /here has no such form');
  });

  it('have links beside them, each once', () => {
    const html = '<a href="/x/1">a</a> <a href="/x/1">b</a> <form action="/x/2?a=1&amp;b=2">';
    expect(addressesOn(html, /^\/x/)).toEqual(['/x/1', '/x/2?a=1&b=2']);
  });
});

describe('a mail', () => {
  const link = 'http://127.0.0.1:3000/sign-in/abcdefghijklmnopqrstuv';
  const mail = (encoding: string, body: string) =>
    [
      'Message-ID: <one@fair.example>',
      'Content-Type: multipart/alternative; boundary="--x1"',
      '',
      '----x1',
      'Content-Type: text/plain; charset=utf-8',
      `Content-Transfer-Encoding: ${encoding}`,
      '',
      body,
      '----x1',
      'Content-Type: text/html',
      '',
      '<p>other</p>',
      '----x1--',
    ].join('\r\n');

  it.each([
    ['7bit', `Open ${link}\r\nSoon`],
    ['quoted-printable', `Gr=C3=BC=C3=9Fe: ${link.slice(0, 30)}=\r\n${link.slice(30)}\r\nSoon`],
    ['base64', Buffer.from(`Open ${link}`).toString('base64')],
  ])('gives its sign-in link in %s', (encoding, body) => {
    const raw = mail(encoding, body);
    expect([signInLinkIn(raw), messageIdOf(raw)]).toEqual([link, 'one@fair.example']);
  });

  it('has no link when it has none', () => {
    const raw = mail('quoted-printable', 'Gr=C3=BC=C3=9Fe');
    expect([signInLinkIn(raw), plainTextOf(raw).trim()]).toEqual([undefined, 'Grüße']);
  });
});

describe('the days of the fair', () => {
  it.each([
    ['2027-03-08T12:00:00Z', '2027-03-12', '2027-03-13'],
    ['2027-03-11T12:00:00Z', '2027-03-12', '2027-03-13'],
    ['2027-03-12T12:00:00Z', '2027-03-19', '2027-03-20'],
    ['2027-12-30T12:00:00Z', '2027-12-31', '2028-01-01'],
  ])('seen from %s are the next Friday evening and Saturday', (now, evening, day) => {
    const days = nextFairDays(new Date(now));
    expect([days.evening, days.day]).toEqual([evening, day]);
    expect(days.eveningOpens.getTime()).toBeGreaterThan(Date.parse(now));
  });

  it('keep nine o’clock nine o’clock when the clocks change', () => {
    const { day, opensAt } = nextFairDays(new Date('2027-11-01T12:00:00Z'));
    expect([day, opensAt.toISOString()]).toEqual(['2027-11-06', '2027-11-06T13:00:00.000Z']);
  });
});
