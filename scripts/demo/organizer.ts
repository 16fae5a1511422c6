import { setTimeout as pause } from 'node:timers/promises';
import type { DashboardFrame } from '../../server/live/live-events.ts';
import { addressesOn } from './page-forms.ts';
import type { Browser } from './browser.ts';
import type { FloorPlan } from './floor-plan.ts';

const PATIENCE_MS = 180_000;

export interface Organizer {
  moveFair(to: 'live' | 'closed'): Promise<void>;
  /** Draws the hall, lets the engine assign the booths, and publishes the map. */
  openFloor(plan: FloorPlan): Promise<void>;
  addDesk(name: string): Promise<void>;
  /** Path of a link that pairs a browser. */
  pairingLink(desk: string, role: 'steward' | 'supervisor'): Promise<string>;
  replaceBadge(registrationId: string, name: string): Promise<void>;
  /** Writes to everybody of an audience with the text that the page offers. */
  followUp(audience: 'came' | 'did-not-come' | 'employers-undecided'): Promise<void>;
  controlRoom(): Promise<DashboardFrame>;
  /** Until the fair's outbox holds nothing that waits. */
  mailSent(): Promise<void>;
}

/** What the organizer does, on the organizer's pages. */
export function organizerWith(browser: Browser, slug: string): Organizer {
  const at = (path: string) => `/fairs/${slug}${path}`;

  async function press(page: string, action: string, fields?: Record<string, string>) {
    return browser.submit(await browser.open(at(page)), at(action), fields);
  }
  const controlRoom = async () =>
    (await browser.fetchJson(at('/dashboard/state.json'))) as DashboardFrame;

  return {
    async moveFair(to) {
      await press('/settings', '/settings/state', { state: to });
    },
    async openFloor(plan) {
      await press('/floor', '/floor', { ...plan });
      await press('/floor', '/floor/assignments');
      await press('/floor', '/floor/published', { published: 'yes' });
    },
    async addDesk(name) {
      await press('/desks', '/desks', { name });
    },
    async pairingLink(desk, role) {
      const page = await browser.open(at('/desks'));
      const action = pairingOf(page.html, desk);
      const shown = await browser.submit(page, action, { role });
      const link = /\/desk\/pair\/[\w-]{22}/.exec(shown.html)?.[0];
      if (!link) throw new Error(`no pairing link for ${desk}`);
      return link;
    },
    async replaceBadge(registrationId, name) {
      const found = await browser.open(at(`/graduates?q=${encodeURIComponent(name)}`));
      await browser.submit(found, at(`/graduates/${registrationId}/badge-replaced`));
    },
    async followUp(audience) {
      const form = await browser.open(at(`/follow-ups/new?audience=${audience}&text=0`));
      const preview = await browser.submit(form, at('/follow-ups'));
      const [send] = addressesOn(preview.html, /\/follow-ups\/[0-9a-f]{24}\/sent$/);
      // Nobody belongs to this audience: the page offers no button.
      if (send) await browser.submit(preview, send);
    },
    controlRoom,
    async mailSent() {
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const { mail } = await controlRoom();
        if (mail.queued === 0) return;
        if (performance.now() > until) throw new Error(`${mail.queued} mails are still queued`);
        await pause(100);
      }
    },
  };
}

/** Where the desk's form that makes a link is sent: the desk's heading carries its id. */
function pairingOf(html: string, desk: string): string {
  const id = [...html.matchAll(/id="desk-([0-9a-f]{24})">([^<]*)</g)].find(
    ([, , name]) => name === desk,
  )?.[1];
  const action = id && addressesOn(html, new RegExp(`/desks/${id}/pairings$`))[0];
  if (!action) throw new Error(`there is no desk ${desk} on the page`);
  return action;
}
