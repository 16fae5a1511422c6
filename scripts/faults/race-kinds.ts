import type { Outcome, ScanMessage, ScanResult } from '../../server/checkins/outcome.ts';
import { isAdmission } from '../../server/checkins/outcome.ts';
import { newScan } from '../example-device.mjs';
import type { DeskDevice } from './desk-device.ts';
import type { Person } from './fill-store.ts';

export interface RacePlace {
  /** Supervisors' devices. */
  desks: DeskDevice[];
  person: Person;
  /** A device that may be revoked for this race alone, and how. */
  spare?: { desk: DeskDevice; revoke(): Promise<number> };
  walkIn(desk: DeskDevice, fields: Record<string, string>): Promise<{ status: number }>;
}

/** How long ago the oldest scan of a race was made; a device’s own pairing must lie before. */
export const OLDEST_MS = 3000;

/** What one race must come to. */
export interface Raced {
  wrong: string[];
  /** How many standing arrivals this person has to have; undefined where the person is made by the race. */
  standing?: number;
  /** As many rows for this person. */
  scans?: number;
}

export type Race = (place: RacePlace) => Promise<Raced>;

const oneLetIn = (answers: ScanResult[]): string[] => {
  const words = answers.map(({ outcome }) => outcome).sort();
  const right = words.filter(isAdmission).length === 1 && words.includes('already');
  return right ? [] : [`devices at once were told ${words.join(' and ')}`];
};

const scanOf = (code: string): ScanMessage => ({ ...newScan(code), mode: 'camera' });
const bySocket = (desk: DeskDevice, scan: ScanMessage): Promise<ScanResult> =>
  desk.socket.timeout(60_000).emitWithAck('checkin:submit', scan) as Promise<ScanResult>;
const byForm = async (desk: DeskDevice, scan: ScanMessage): Promise<ScanResult> =>
  (await desk.post('/checkins', scan)).body as ScanResult;
const handIn = async (desk: DeskDevice, scans: ScanMessage[]): Promise<ScanResult[]> =>
  ((await desk.post('/checkins/batch', { scans })).body as { answers: ScanResult[] }).answers;

const twoDevices: Race = async ({ desks: [a, b], person }) => {
  const answers = await Promise.all([
    bySocket(a!, scanOf(person.token)),
    bySocket(b!, scanOf(person.short)),
  ]);
  return { wrong: oneLetIn(answers), standing: 1, scans: 2 };
};

const fourDevices: Race = async ({ desks: [a, b, c, d], person }) => {
  const answers = await Promise.all([
    bySocket(a!, scanOf(person.token)),
    byForm(b!, scanOf(person.token)),
    bySocket(c!, scanOf(person.short)),
    byForm(d!, scanOf(person.short)),
  ]);
  return { wrong: oneLetIn(answers), standing: 1, scans: 4 };
};

/** The answer was late, so the page sends the same scan by the form as well. */
const socketAndForm: Race = async ({ desks: [a], person }) => {
  const scan = scanOf(person.token);
  const answers = await Promise.all([bySocket(a!, scan), byForm(a!, scan), bySocket(a!, scan)]);
  const same = new Set(answers.map((answer) => JSON.stringify(answer))).size === 1;
  const wrong = same && answers[0]!.outcome === 'ok' ? [] : ['copies of a scan differ in answer'];
  return { wrong, standing: 1, scans: 1 };
};

const undoAndScan: Race = async ({ desks: [a, b], person }) => {
  const { scanId } = await bySocket(a!, scanOf(person.token));
  const undo = { scanId, reason: 'A race' };
  const [undone, scanned] = (await Promise.all([
    a!.socket.timeout(60_000).emitWithAck('checkin:undo', undo),
    bySocket(b!, scanOf(person.token)),
  ])) as [{ ok: boolean }, ScanResult];
  const back = isAdmission(scanned.outcome);
  const wrong = undone.ok ? [] : ['the arrival was not undone'];
  if (!back && scanned.outcome !== 'already') wrong.push(`beside an undo: ${scanned.outcome}`);
  const last = await bySocket(a!, scanOf(person.short));
  if (isAdmission(last.outcome) === back) wrong.push(`after the undo: ${last.outcome}`);
  return { wrong, standing: 1, scans: 3 };
};

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const told = (code: string, seconds: number): ScanMessage => ({
  ...scanOf(code),
  scannedAt: ago(seconds),
  told: 'ok_offline' as Outcome,
});

/** A device hands in what it decided two seconds ago, while another scans the same badge. */
const batchAndLive: Race = async ({ desks: [a, b], person }) => {
  const [[kept], live] = await Promise.all([
    handIn(a!, [told(person.token, 2)]),
    bySocket(b!, scanOf(person.short)),
  ]);
  const wrong = kept?.outcome === 'ok_offline' ? [] : [`the earlier scan became ${kept?.outcome}`];
  if (live.outcome !== 'ok' && live.outcome !== 'already') wrong.push(`live: ${live.outcome}`);
  return { wrong, standing: 1, scans: 2 };
};

const twoBatches: Race = async ({ desks: [a, b], person }) => {
  const early = told(person.token, 3);
  const sent = await Promise.all([
    handIn(a!, [told(person.token, 2), told(person.short, 1)]),
    handIn(b!, [early]),
    handIn(b!, [early]),
  ]);
  const [[first], [again]] = [sent[1], sent[2]];
  const same = first?.scanId === again?.scanId && first?.outcome === 'ok_offline';
  const words = `the earliest scan was answered ${first?.outcome} and ${again?.outcome}`;
  return { wrong: same ? [] : [words], standing: 1, scans: 3 };
};

const revokeAndScan: Race = async ({ spare, person }) => {
  const [status, scanned] = await Promise.all([
    spare!.revoke(),
    spare!.desk.post('/checkins', scanOf(person.token)),
  ]);
  const { outcome } = scanned.body as ScanResult;
  const after = await spare!.desk.post('/checkins', scanOf(person.short));
  const wrong = status === 303 ? [] : [`revoking was answered ${status}`];
  if ((after.body as ScanResult).outcome !== 'device_revoked')
    wrong.push(`a revoked device was told ${(after.body as ScanResult).outcome}`);
  return { wrong, standing: isAdmission(outcome) ? 1 : 0 };
};

let walkIns = 0;
/** One form sent twice, and the same person at another desk. */
const walkInTwins: Race = async ({ desks: [a, b], walkIn, person }) => {
  const email = `walk-in-${(walkIns += 1)}@faults.example`;
  const fields = { name: `Walk In ${walkIns}`, email, nonce: person.token };
  const sent = await Promise.all([
    walkIn(a!, fields),
    walkIn(a!, fields),
    walkIn(b!, { ...fields, nonce: person.short }),
  ]);
  const broken = sent.filter(({ status }) => status >= 500 || status === 0).length;
  const wrong = broken ? [`${broken} walk-in forms broke`] : [];
  if (!sent.some(({ status }) => status === 303)) wrong.push('no walk-in was registered');
  return { wrong };
};

/** How often each comes, of a hundred. Revoking uses a device up. */
export const raceKinds: { name: string; weight: number; race: Race }[] = [
  { name: 'two devices', weight: 38, race: twoDevices },
  { name: 'four devices', weight: 12, race: fourDevices },
  { name: 'socket and form', weight: 12, race: socketAndForm },
  { name: 'undo and scan', weight: 12, race: undoAndScan },
  { name: 'batch and live', weight: 12, race: batchAndLive },
  { name: 'two batches', weight: 8, race: twoBatches },
  { name: 'walk-in twins', weight: 5, race: walkInTwins },
  { name: 'revoke and scan', weight: 1, race: revokeAndScan },
];
