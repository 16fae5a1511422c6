import { searchKeysOf } from '../../server/graduates/person-words.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import type { RegistrationFields } from '../../server/graduates/registration-model.ts';
import type { FairFields } from '../../server/fairs/fair-model.ts';
import { aGraduate } from '../support/factories.ts';
import type { Harness, PairedBrowser } from '../support/harness.ts';

/** A graduate with the words that a registration by form would have. */
export async function aFindable(
  fair: FairFields,
  person: Partial<RegistrationFields>,
  { deps }: Pick<Harness, 'deps'>,
) {
  const made = await aGraduate(fair, deps, person);
  const searchKeys = searchKeysOf(made, made.badge.short);
  await Registration.updateOne({ _id: made._id }, { searchKeys });
  return made;
}

/** Many at once, by their names alone. */
export async function manyFindable(
  fair: FairFields,
  names: string[],
  { deps }: Pick<Harness, 'deps'>,
): Promise<void> {
  const [first = '', ...others] = names;
  const {
    _id,
    accountId: _,
    badge: __,
    email: ___,
    ...one
  } = await aFindable(fair, { name: first }, { deps });
  await Registration.insertMany(
    others.map((name, n) => ({
      ...one,
      name,
      email: `crowd-${n}@uni.example`,
      searchKeys: searchKeysOf({ name }),
    })),
  );
}

/** What the search's script asks for and gets. */
export async function askFor({ browser }: PairedBrowser, fair: FairFields, q: string) {
  const response = await browser
    .post(`/desk/${fair.slug}/search`)
    .set('Accept', 'application/json')
    .type('json')
    .send({ q });
  if (response.status !== 200) throw new Error(`the search answered ${response.status}`);
  return response.body as { text: string; more: boolean; html: string };
}

/** Names in the order of the rows. */
export const namesIn = (html: string): string[] =>
  [...html.matchAll(/<strong class="found__name">(.*?)<\/strong>/g)].map(([, name = '']) =>
    name.replace(/<[^>]*>/g, '').trim(),
  );
