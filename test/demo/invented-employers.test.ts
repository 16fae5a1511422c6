import { describe, expect, it } from '@jest/globals';
import { inventEmployers } from '../../scripts/demo/invented-employers.ts';
import { randomFor } from '../../scripts/demo/seeded-random.ts';
import { applicationForm } from '../../server/employers/application-form.ts';
import { nameKey } from '../../server/employers/name-key.ts';
import { openingForm } from '../../server/employers/opening-form.ts';

const employers = inventEmployers(450, randomFor(1, 'employers'));
const share = (count: number) => count / employers.length;

describe('invented employers', () => {
  it('are the same for the same seed and others for another', () => {
    expect(inventEmployers(20, randomFor(7, 'employers'))).toEqual(
      inventEmployers(20, randomFor(7, 'employers')),
    );
    expect(inventEmployers(20, randomFor(8, 'employers'))).not.toEqual(
      inventEmployers(20, randomFor(7, 'employers')),
    );
  });

  it('have names of their own, even when compared without case and abbreviations', () => {
    expect(new Set(employers.map(({ name }) => nameKey(name))).size).toBe(450);
  });

  it('pass the form that a real employer fills in', () => {
    for (const employer of employers) {
      const read = applicationForm.safeParse({
        name: employer.name,
        contactName: employer.contact.name,
        email: employer.contact.email,
        kind: employer.kind,
        place: employer.place,
        rural: employer.rural,
        website: employer.website,
        about: employer.about,
        phone: employer.contact.phone,
        tierWish: employer.tierWish,
        needsPower: employer.needsPower,
        needsAccessible: employer.needsAccessible,
        boothWishes: employer.wishes.join(', '),
        notBeside: employer.competitors.join('\n'),
      });
      expect(read.error?.issues).toBeUndefined();
    }
  });

  it('bring one to four openings that pass the form, some asking for several roles at once', () => {
    const openings = employers.flatMap((employer) => employer.openings);
    for (const opening of openings) {
      const typed = { ...opening, rural: opening.rural ? 'yes' : 'no' };
      expect(openingForm.safeParse(typed).error?.issues).toBeUndefined();
      expect(new Set(opening.roles).size).toBe(opening.roles.length);
    }
    expect(employers.every((each) => each.openings.length >= 1 && each.openings.length <= 4)).toBe(
      true,
    );
    expect(new Set(openings.flatMap((opening) => opening.roles)).size).toBe(12);
    expect(openings.filter(({ rural }) => rural).every(({ roles }) => roles.length > 1)).toBe(true);
    const asked = openings.filter(({ yearsAsked }) => yearsAsked >= 1 && yearsAsked <= 3).length;
    expect(asked / openings.length).toBeGreaterThan(0.6);
  });

  it('send one to four people, whose addresses and telephones belong to nobody', () => {
    const everybody = employers.flatMap(({ representatives, contact }) => {
      expect(representatives.length).toBeGreaterThanOrEqual(1);
      expect(representatives.length).toBeLessThanOrEqual(4);
      return representatives.some(({ email }) => email === contact.email)
        ? representatives
        : [...representatives, contact];
    });
    expect(new Set(everybody.map(({ email }) => email)).size).toBe(everybody.length);
    for (const { email } of everybody)
      expect(email).toMatch(/^[a-z0-9.]+@[a-z0-9-]{1,63}\.example$/);
    for (const { contact } of employers) expect(contact.phone).toMatch(/555-01\d\d$/);
  });

  it('name competitors of their own kind that are on the list, never themselves', () => {
    const kindOf = new Map(employers.map(({ name, kind }) => [name, kind]));
    const naming = employers.filter(({ competitors }) => competitors.length > 0);
    expect(naming.length).toBeGreaterThan(50);
    for (const { name, kind, competitors } of naming)
      for (const rival of competitors) {
        expect(rival).not.toBe(name);
        expect(kindOf.get(rival)).toBe(kind);
      }
  });

  it('are of every kind, a fifth to a third of them rural', () => {
    expect(new Set(employers.map(({ kind }) => kind)).size).toBe(8);
    expect(share(employers.filter(({ rural }) => rural).length)).toBeGreaterThan(0.18);
    expect(share(employers.filter(({ rural }) => rural).length)).toBeLessThan(0.35);
    expect(share(employers.filter(({ tierWish }) => tierWish === 'premium').length)).toBeLessThan(
      0.3,
    );
  });
});
