import { mailSamples } from '../../server/mail/mail-samples.ts';
import { isMailTemplate, mailSchemas, mailTitles } from '../../server/mail/mail-templates.ts';
import { renderMail } from '../../server/mail/render-mail.ts';
import { strictly } from '../../server/mail/strict-data.ts';

const deps = {
  config: { publicUrl: 'https://fair.example', postalAddress: '1 Test Street' },
  secrets: { unsubscribeKey: Buffer.alloc(32, 1) },
} as unknown as Parameters<typeof renderMail>[2];
const link = 'https://fair.example/sign-in/abc';
const names = Object.keys(mailSamples).filter(isMailTemplate);

describe('drawing a mail', () => {
  it('has a sample and a title for every mail there is', () => {
    expect(names.sort()).toEqual(Object.keys(mailSchemas).sort());
    expect(Object.keys(mailTitles).sort()).toEqual(names);
  });

  it.each(names)('%s: a subject, text and HTML without code or holes', (name) => {
    const { subject, html, text } = renderMail(name, mailSamples[name], deps, { link });

    expect(subject.length).toBeGreaterThan(5);
    for (const drawn of [subject, html, text])
      expect(drawn).not.toMatch(/\{\{|\}\}|undefined|null|\[object|NaN|–,/);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en"/);
    expect(html).toContain('color-scheme');
    expect(html).not.toContain('<script');
    expect(text).not.toMatch(/<[a-z]|&[a-z]+;|\n{3}/);
    expect(text.endsWith('\n')).toBe(true);
  });

  it.each(names)('%s: has everything that its HTML links to in the text too', (name) => {
    const { html, text } = renderMail(name, mailSamples[name], deps, { link });

    const links = [...html.matchAll(/href="([^"]+)"/g)].map((match) => match[1]!);
    for (const each of links) expect(text).toContain(each.replaceAll('&#x3D;', '='));
  });

  it.each(names.flatMap((name) => requiredOf(name).map((field) => [name, field] as const)))(
    '%s is not drawn without %s',
    (name, field) => {
      const { [field]: _, ...rest } = mailSamples[name] as Record<string, unknown>;
      expect(() => renderMail(name, rest, deps, { link })).toThrow(field);
    },
  );

  it('escapes HTML in HTML and nowhere else', () => {
    const data = { ...mailSamples['enrollment-declined'], reason: '<b>Tom & "Jerry"</b>' };
    const { html, text } = renderMail('enrollment-declined', data, deps);

    expect(html).toContain('&lt;b&gt;Tom &amp; &quot;Jerry&quot;&lt;/b&gt;');
    expect(text).toContain('<b>Tom & "Jerry"</b>');
  });

  it('takes braces in what people wrote as text', () => {
    const data = { subject: 'A {{name}}', paragraphs: ['{{constructor}}'], fair: 'F' };
    const { subject, html } = renderMail('follow-up', data, deps);

    expect(subject).toBe('A {{name}}');
    expect(html).toContain('{{constructor}}');
  });

  it('keeps a line break in a name out of the headers', () => {
    const data = { name: 'Ada', what: 'to run X\nBcc: everybody@uni.example' };
    expect(renderMail('invitation', data, deps, { link }).subject).toBe('You are invited to run X');
  });

  it('shows times as people write them, in the fair’s zone', () => {
    const { text } = renderMail('badge', mailSamples.badge, deps);
    expect(text).toContain('Friday, March 22, 9:00 AM to 3:30 PM');
    expect(text).toContain('(Eastern Time)');
  });

  it('can be read without the picture of the code', () => {
    const { qrPngBase64: _, ...data } = mailSamples.badge;
    const { html, text, qrPng } = renderMail('badge', data, deps);

    expect(qrPng).toBe('');
    expect(html).not.toContain('<img');
    for (const drawn of [html, text]) expect(drawn).toContain('K7QM-2XPR');
  });

  it('shows the picture from the attachment in a mail and from the page in a preview', () => {
    const sent = renderMail('badge', mailSamples.badge, deps);
    const shown = renderMail('badge', mailSamples.badge, deps, { preview: true });

    expect(sent.html).toContain('src="cid:badge-qr@fairbridge"');
    expect(sent.qrPng).toBe(mailSamples.badge.qrPngBase64);
    expect(shown.html).toMatch(/src="data:image\/png;base64,[\w+/&;#]+/);
  });

  it('attaches no code to a mail that shows none', () => {
    const { qrPng } = renderMail('registration-pending', mailSamples.badge, deps);
    expect(qrPng).toBe('');
  });

  it('carries the way out in bulk mail only', () => {
    const bulk = renderMail('follow-up', mailSamples['follow-up'], deps, {
      to: 'a@b.c',
      bulk: true,
    });
    const single = renderMail('badge', mailSamples.badge, deps, { to: 'a@b.c' });

    expect(bulk.html).toContain('/unsubscribe/');
    expect(bulk.html).toContain('1 Test Street');
    expect(single.html).not.toContain('/unsubscribe/');
    expect(single.html).not.toContain('1 Test Street');
  });

  it('does not know a mail that is not there', () => {
    expect(() => renderMail('../layouts/page', {}, deps)).toThrow('there is no mail called');
  });
});

describe('data that insists on its fields', () => {
  const data = strictly({ a: { b: null }, list: [{ c: 1 }], at: new Date(0) });

  it('gives what is there, empty or not', () => {
    expect(data.a.b).toBeNull();
    expect(data.list[0]!.c).toBe(1);
    expect(data.at.getTime()).toBe(0);
  });

  it('names what is missing, at any depth', () => {
    expect(() => (data as unknown as { x: unknown }).x).toThrow('needs x,');
    expect(() => (data.list[0] as unknown as { d: unknown }).d).toThrow('needs list.0.d,');
  });
});

/** The fields of a mail that may not be left out. */
function requiredOf(name: keyof typeof mailSchemas): string[] {
  const { shape } = mailSchemas[name];
  return Object.entries(shape)
    .filter(([, field]) => !field.safeParse(undefined).success)
    .map(([field]) => field);
}
