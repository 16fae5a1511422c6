import { randomUUID } from 'node:crypto';
import type { ScanMessage, ScanMode, ScanResult } from '../../server/checkins/outcome.ts';
import { openBrowser } from './browser.ts';
import { lane } from './lane.ts';
import { insideKey, type Ledger } from './ledger.ts';
import { connectLive, type DemoSocket } from './live-socket.ts';
import { formOn } from './page-forms.ts';

export interface Desk {
  name: string;
  scan(code: string, mode?: ScanMode): Promise<ScanResult>;
  /** Brings somebody to the desk who should get in. */
  admit(code: string, registrationId: string): Promise<ScanResult>;
  /** Takes back the arrival that a scan was. */
  undo(scan: ScanResult, registrationId: string, reason: string): Promise<void>;
  /** Scans a representative's badge by the plain form, and presses “our team has arrived” where it is offered. */
  welcomeTeam(code: string): Promise<void>;
  walkIn(fields: Record<string, string>): Promise<void>;
  close(): void;
}

interface DeskOptions {
  url: string;
  slug: string;
  name: string;
  volunteer: string;
  /** Path of the link that pairs a browser to this desk. */
  pairingLink: string;
  /** YYYY-MM-DD */
  day: string;
  fairNow(): Date;
  ledger: Ledger;
}

const ANSWER_WITHIN_MS = 10_000;
const TRIES = 3;

/** Pairs a browser to a desk and stands there for a day: one badge after the other. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { url, slug, name, pairingLink, day, fairNow, ledger } = options;
  const browser = openBrowser(url, '10.9.0.1');
  const pairing = await browser.open(pairingLink);
  await browser.submit(pairing, pairingLink, { volunteer: options.volunteer });
  const socket = await connectLive(url, browser, 'device');
  const oneByOne = lane(1);
  const keep = (nonce: string, { outcome, scanId }: ScanResult) =>
    ledger.scans.push({ nonce, day, outcome, ...(scanId ? { scanId } : {}) });

  async function scan(code: string, mode: ScanMode = 'camera'): Promise<ScanResult> {
    return oneByOne(async () => {
      const message = { code, nonce: randomUUID(), scannedAt: fairNow().toISOString(), mode };
      const result = await submit(socket, message);
      keep(message.nonce, result);
      return result;
    });
  }

  async function typeBadge(code: string) {
    const page = await browser.open(`/desk/${slug}`);
    const nonce = formOn(page.html, `/desk/${slug}/checkins`, page.path).nonce!;
    const answer = await browser.submit(page, `/desk/${slug}/checkins`, { code });
    keep(nonce, { outcome: 'employer_code' });
    return answer;
  }

  return {
    name,
    scan,
    async admit(code, registrationId) {
      ledger.inside.add(insideKey(day, registrationId));
      return scan(code);
    },
    async undo(result, registrationId, reason) {
      const message = { scanId: result.scanId ?? '', reason };
      const { ok, text } = await socket
        .timeout(ANSWER_WITHIN_MS)
        .emitWithAck('checkin:undo', message);
      if (!ok) throw new Error(`an arrival could not be undone: ${text}`);
      ledger.inside.delete(insideKey(day, registrationId));
    },
    welcomeTeam: (code) =>
      oneByOne(async () => {
        const answer = await typeBadge(code);
        const action = `/desk/${slug}/employer-arrivals`;
        if (!answer.html.includes(`action="${action}"`)) return;
        const { enrollmentId = '' } = formOn(answer.html, action, answer.path);
        await browser.submit(answer, action);
        ledger.employersHere.add(enrollmentId);
      }),
    async walkIn(fields) {
      const form = await browser.open(`/desk/${slug}/walk-ins/new`);
      const made = await browser.submit(form, `/desk/${slug}/walk-ins`, fields);
      const registrationId = made.path.split('/').at(-1)!;
      ledger.walkIns.push(registrationId);
      ledger.inside.add(insideKey(day, registrationId));
    },
    close: () => void socket.close(),
  };
}

/** A scan is sent again with the same nonce until it is answered, as the door's own pages do. */
async function submit(socket: DemoSocket, message: ScanMessage): Promise<ScanResult> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await socket.timeout(ANSWER_WITHIN_MS).emitWithAck('checkin:submit', message);
    } catch (error) {
      if (attempt === TRIES) throw error;
    }
}
