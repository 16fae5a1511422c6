import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import request from 'supertest';
import { projectRoot } from '../../server/web/project-root.ts';
import { readLibrary } from '../../server/web/view-library.ts';
import { installViews, renderView } from '../../server/web/views.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'views-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A library of its own, from a few small views. */
function library(views: Record<string, string>) {
  const root = mkdtempSync(path.join(folder, 'set-'));
  for (const [name, text] of Object.entries(views)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, `${name}.hbs`), text);
  }
  return readLibrary(root);
}

describe('reading the views', () => {
  it.each([
    ['an unknown partial', '\n{{> shared/gone}}', 'line 2: there is no partial shared/gone'],
    ['an unknown helper', '{{shout name}}', 'there is no helper shout'],
    ['an unknown helper inside a call', '{{#if (shout name)}}x{{/if}}', 'there is no helper shout'],
    ['raw output', '{{{name}}}', '{{{name}}} is not escaped'],
    ['a field named like a helper', '{{date}}', 'for a field write {{this.date}}'],
    ['a bare section', '{{#people}}x{{/people}}', '{{#people}} needs #if, #each or #with'],
    ['a syntax error', '{{#if x}}', 'Parse error on line 1'],
  ])('refuses %s at start', (_, text, fault) => {
    expect(() => library({ 'fairs/show': text })).toThrow(fault);
  });

  it('names every fault at once, each with its file', () => {
    const views = { 'fairs/a': '{{> x/y}}', 'fairs/b': '{{shout 1}}' };
    expect(() => library(views)).toThrow(/fairs\/a\.hbs: .*x\/y\n.*fairs\/b\.hbs: .*shout/);
  });

  it('escapes what it is given, once, also through a layout', () => {
    const { render } = library({ 'fairs/show': '<h1>{{name}}</h1>', 'layouts/page': '[{{body}}]' });
    expect(render('fairs/show', { name: '<b>"R&D"' }, 'page')).toBe(
      '[<h1>&lt;b&gt;&quot;R&amp;D&quot;</h1>]',
    );
  });

  it('leaves plain text as it is', () => {
    const { render } = library({ 'emails/badge.txt': 'Dear {{name}}' });
    expect(render('emails/badge.txt', { name: "O'Neil & Co" }, null)).toBe("Dear O'Neil & Co");
  });

  it('shows a shared partial nothing but its parameters and the root', () => {
    const { render } = library({
      'shared/_line': '{{label}}|{{hint}}|{{@root.csrfToken}}',
      'fairs/_line': '{{hint}}',
      'fairs/show': '{{#each rows}}{{> shared/line label=label}};{{> fairs/line}}{{/each}}',
    });
    const rows = [{ label: 'A', hint: 'leaks' }];
    expect(render('fairs/show', { rows, csrfToken: 't' }, null)).toBe('A||t;leaks');
  });

  it('reads no property that an object only inherits', () => {
    const { render } = library({ 'fairs/show': '{{constructor.name}}{{secret}}' });
    const heir = Object.create({ secret: 'told' }) as object;
    expect(render('fairs/show', { heir, constructor: undefined }, null)).toBe('');
    expect(library({ x: '{{heir.secret}}' }).render('x', { heir }, null)).toBe('');
  });

  it('names the view that is missing', () => {
    expect(() => library({}).render('fairs/none', {}, null)).toThrow('views/fairs/none.hbs');
  });
});

describe('pages', () => {
  const app = express();
  installViews(app, { watch: false });
  app.get('/page', (_req, res) => {
    res.locals.csrfToken = 'token-1';
    res.render('errors/error', {
      title: 'Nothing here',
      status: 404,
      account: { name: 'Ada', email: 'ada@uni.test' },
      notices: [{ kind: 'stop', text: 'Taken meanwhile' }],
      nav: [{ href: '/a', label: 'Floor', current: true }],
    });
  });
  app.get('/door', (_req, res) => res.render('errors/error', { title: 'T', layout: 'door' }));
  app.get('/none', (_req, res) => res.render('fairs/never-written'));

  it('stand in the page layout with navigation, notices and a way to sign out', async () => {
    const { text } = await request(app).get('/page');
    expect(text).toContain('<title>Nothing here – Fairbridge</title>');
    expect(text).toContain('<a href="/a" aria-current="page">Floor</a>');
    expect(text).toMatch(/role="alert"[\s\S]*Taken meanwhile/);
    expect(text).toMatch(/action="\/sign-out"><input type="hidden" name="_csrf" value="token-1">/);
    expect(text).not.toContain('href="/sign-in"');
  });

  it('may choose another layout, which has no navigation', async () => {
    const { text } = await request(app).get('/door');
    expect(text).toContain('class="at-the-door"');
    expect(text).not.toContain('class="bar"');
  });

  it('fail as an error of the request when the view is missing', async () => {
    expect((await request(app).get('/none')).status).toBe(500);
  });

  it('hold no inline style, script or handler', () => {
    const views = readdirSync(path.join(projectRoot, 'views'), { recursive: true }).map(String);
    const pages = views.filter((name) => name.endsWith('.hbs') && !name.startsWith('emails'));
    expect(pages.length).toBeGreaterThan(30);
    const inline = /\sstyle=|<style|\son[a-z]+=["']|<script(?![^>]*\ssrc=)|javascript:/;
    const guilty = pages.filter((name) =>
      inline.test(readFileSync(path.join(projectRoot, 'views', name), 'utf8')),
    );
    expect(guilty).toEqual([]);
  });

  it('can be drawn without Express and without a layout', () => {
    expect(renderView('errors/error', { title: 'T', status: 409 })).not.toContain('<html');
  });
});
