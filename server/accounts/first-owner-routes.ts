import { Router } from 'express';
import { anyone } from '../access/guards.ts';
import type { Deps } from '../deps.ts';
import { NotFound } from '../web/errors.ts';
import { blankForm, readForm, type FormState } from '../web/form.ts';
import { secretPage } from '../web/security-headers.ts';
import { beginSession } from '../web/sessions.ts';
import { hashOf } from '../web/tokens.ts';
import { Account } from './account-model.ts';
import { findOrMakeAccount } from './find-or-make-account.ts';
import { firstOwnerForm } from './sign-in-form.ts';
import { SignInLink } from './sign-in-link-model.ts';

/** Mounted at /first-owner. */
export function firstOwnerRoutes(deps: Deps): Router {
  const router = Router();
  router.use(secretPage);

  router.get('/:token', anyone, async (req, res) => {
    await linkOf(String(req.params.token), deps);
    res.render('accounts/first-owner', {
      title: 'Make this installation yours',
      form: blankForm(),
      layout: 'bare',
    });
  });

  router.post('/:token', anyone, async (req, res) => {
    const link = await linkOf(String(req.params.token), deps);
    const read = readForm(firstOwnerForm, req.body);
    if (!read.ok) return void res.status(422).render('accounts/first-owner', rejected(read.form));
    const taken = await SignInLink.updateOne(
      { _id: link._id, usedAt: null },
      { usedAt: deps.now() },
    );
    if (taken.modifiedCount !== 1 || (await Account.exists({ owner: true }))) throw usedUp();
    const { _id } = await findOrMakeAccount(read.data, deps.now());
    await Account.updateOne({ _id }, { owner: true, name: read.data.name });
    await beginSession(res, _id, deps.now());
    res.redirect(303, '/fairs/new');
  });

  return router;
}

const rejected = (form: FormState) => ({
  title: 'Error: Make this installation yours',
  form,
  layout: 'bare',
});
const usedUp = () =>
  new NotFound(
    'This link is used up, or the installation has an owner. Start the server again for a new one.',
  );

async function linkOf(token: string, deps: Deps) {
  const link = await SignInLink.findOne({
    tokenHash: hashOf(token),
    purpose: 'first-owner',
    usedAt: null,
  }).lean();
  if (!link || link.expiresAt <= deps.now()) throw usedUp();
  return link;
}
