import type { Types } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.ts';
import type { Deps } from '../deps.ts';
import { workforceVersion } from '../workforce/workforce-version.ts';
import { toFields, type FairInput } from './fair-form.ts';
import { Fair, type FairFields } from './fair-model.ts';
import { withoutAccents } from '../web/without-accents.ts';

/** Creates a fair as a draft, under an address made of its name. */
export async function createFair(
  input: FairInput,
  createdBy: Types.ObjectId,
  deps: Pick<Deps, 'now'>,
): Promise<FairFields> {
  const base = slugOf(input.name);
  for (let n = 1; ; n += 1) {
    const slug = n === 1 ? base : `${base}-${n}`;
    try {
      const made = await Fair.create({
        ...toFields(input),
        slug,
        createdBy,
        state: 'draft',
        workforceVersion: workforceVersion(),
        createdAt: deps.now(),
      });
      return made.toObject() as unknown as FairFields;
    } catch (error) {
      if (!isDuplicateKey(error) || n > 1000) throw error;
    }
  }
}

/** Letters and digits with hyphens; accents fall off. `new` and `pair` are pages of ours. */
export function slugOf(name: string): string {
  const slug = withoutAccents(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return slug === '' || slug === 'new' || slug === 'pair' ? `fair-${slug || '1'}` : slug;
}
