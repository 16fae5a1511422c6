import type { Router } from 'express';
import { ownersOnly } from '../access/guards.ts';
import type { Deps } from '../deps.ts';
import { NotFound } from '../web/errors.ts';
import { sendSandboxed } from './mail-page.ts';
import { mailSamples } from './mail-samples.ts';
import { isMailTemplate, mailTitles } from './mail-templates.ts';
import { renderMail } from './render-mail.ts';

/** Below /outbox: how each mail looks, filled with made-up people. */
export function addPreviews(router: Router, deps: Deps): void {
  router.get('/templates', ownersOnly, (_req, res) => {
    const templates = Object.entries(mailTitles).map(([name, title]) => ({ name, title }));
    res.render('mail/templates', { title: 'How mails look', templates });
  });

  router.get('/templates/:template', ownersOnly, (req, res) => {
    const { subject, text } = drawSample(String(req.params.template), deps);
    const name = String(req.params.template);
    res.render('mail/template', { title: 'How a mail looks', name, subject, text });
  });

  router.get('/templates/:template/html', ownersOnly, (req, res) =>
    sendSandboxed(res, drawSample(String(req.params.template), deps).html),
  );
}

function drawSample(name: string, deps: Deps) {
  if (!isMailTemplate(name)) throw new NotFound('There is no such mail.');
  return renderMail(name, mailSamples[name], deps, {
    to: 'ada@example.org',
    bulk: name === 'follow-up',
    link: `${deps.config.publicUrl}/sign-in/sample`,
    preview: true,
  });
}
