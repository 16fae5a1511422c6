import { readLibrary } from '../../server/web/view-library.ts';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../server/web/project-root.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'fields-'));
cpSync(path.join(projectRoot, 'views/shared'), path.join(folder, 'shared'), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

/** Draws one call of a partial as a page of its own would. */
function draw(call: string, locals: object): string {
  writeFileSync(path.join(folder, 'page.hbs'), call);
  return readLibrary(folder).render('page', locals, null).replace(/\s+/g, ' ');
}

const email =
  "{{> shared/text-field name='email' label='Email' type='email' hint='For the badge'}}";

describe('fields of a form', () => {
  it('keep what was typed and point to their mistake', () => {
    const form = { values: { email: 'a"b' }, errors: { email: 'Enter an address' } };
    const html = draw(email, { form });
    expect(html).toContain('value="a&quot;b"');
    expect(html).toContain('aria-invalid="true" aria-describedby="email-hint email-error"');
    expect(html).toMatch(/id="email-error">.*Enter an address<\/p>/);
  });

  it('show nothing of mistakes when there are none', () => {
    const html = draw(email, { form: { values: {}, errors: {} } });
    expect(html).not.toContain('error');
    expect(html).not.toContain('value=');
    expect(html).toContain('aria-describedby="email-hint"');
  });

  it('find the form of the page from inside a loop, or take the one they are given', () => {
    const form = { values: { email: 'page@x' }, errors: {} };
    expect(draw(`{{#each rows}}${email}{{/each}}`, { form, rows: [1] })).toContain('page@x');
    const other = { values: { email: 'other@x' }, errors: {} };
    const call = "{{> shared/text-field name='email' label='E' form=other}}";
    expect(draw(call, { form, other })).toContain('other@x');
  });

  it('take no value from names that every object has', () => {
    const call = "{{> shared/text-field name='constructor' label='C'}}";
    expect(draw(call, { form: { values: {}, errors: {} } })).not.toContain('value=');
  });

  it('give a text area back exactly, without indenting its lines', () => {
    const form = { values: { note: 'one\n  two' }, errors: {} };
    writeFileSync(
      path.join(folder, 'page.hbs'),
      "<div>\n    {{> shared/text-area name='note' label='Note'}}\n</div>",
    );
    const html = readLibrary(folder).render('page', { form }, null);
    expect(html).toContain('>\none\n  two</textarea>');
  });

  it('choose what was chosen, as one value or as a list', () => {
    const options = [
      { value: 'CC-1', label: 'One' },
      { value: 'CC-2', label: 'Two' },
    ];
    const form = { values: { role: 'CC-2', roles: ['CC-1', 'CC-2'], one: 'CC-1' }, errors: {} };
    const select = draw("{{> shared/select-field name='role' label='R' options=options}}", {
      form,
      options,
    });
    expect(select).toMatch(/value="CC-2" selected>Two.*<\/select>/);
    expect(select.match(/selected/g)).toHaveLength(1);
    const group = (name: string) =>
      draw(`{{> shared/checkbox-group name='${name}' legend='L' options=options}}`, {
        form,
        options,
      });
    expect(group('roles').match(/ checked/g)).toHaveLength(2);
    expect(group('one').match(/ checked/g)).toHaveLength(1);
    expect(group('one')).toContain('id="one" name="one" value="CC-1" checked');
  });

  it('leave an unticked box unticked when the form comes back', () => {
    const box = "{{> shared/checkbox name='news' label='News' checked=true}}";
    expect(draw(box, { form: { values: {}, errors: {} } })).toContain(' checked');
    expect(draw(box, { form: { values: {}, errors: { email: 'x' } } })).not.toContain(' checked');
    expect(draw(box, { form: { values: { news: 'yes' }, errors: { a: 'x' } } })).toContain(
      ' checked',
    );
  });
});

describe('the error summary', () => {
  it('links each mistake to its field', () => {
    const form = { values: {}, errors: { email: 'Enter one', form: 'Too late' } };
    const html = draw('{{> shared/error-summary}}', { form });
    expect(html).toContain('<a href="#email">Enter one</a>');
    expect(html).toContain('<li>Too late</li>');
    expect(html).toContain('Check these answers');
  });

  it('is not there when nothing is wrong', () => {
    expect(draw('{{> shared/error-summary}}', { form: { values: {}, errors: {} } }).trim()).toBe(
      '',
    );
  });
});
