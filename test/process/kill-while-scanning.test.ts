import { setTimeout as pause } from 'node:timers/promises';
import { Scan, type ScanFields } from '../../server/checkins/scan-model.ts';
import { isAdmission } from '../../server/checkins/outcome.ts';
import { anInstallation, type Installation } from '../../scripts/faults/installation.ts';
import { openDoor, type Door, type Sent } from './support/door.ts';
import { runServer, type ServerProcess } from '../../scripts/faults/server-process.ts';

const ROUNDS = 10;
/** Five scans every 100 ms: fifty a second. */
const BURST = 5;
const BURST_EVERY_MS = 100;
const BURSTS = 6;

describe('a server killed while the door scans', () => {
  let place: Installation;
  let door: Door;
  let server: ServerProcess;
  beforeAll(async () => {
    place = await anInstallation();
    door = await openDoor(place, { graduates: ROUNDS * BURSTS * BURST, devices: 2 });
  });
  afterAll(async () => {
    door.disconnect();
    await server.stop();
    await place.remove();
  });

  it(`loses no acknowledged scan and doubles none, in ${ROUNDS} kills at fifty scans a second`, async () => {
    const badges = [...door.badges];
    for (let round = 0; round < ROUNDS; round += 1) {
      server = runServer(place.settings);
      await door.connect(await server.ready);
      door.sendAgain();
      for (let burst = 1; burst < BURSTS; burst += 1) {
        scanAtBoth(door, badges.splice(0, BURST));
        await pause(BURST_EVERY_MS);
      }
      await door.answered();
      // The last burst is under way when the power goes, now sooner, now later.
      scanAtBoth(door, badges.splice(0, BURST));
      await pause(round % 5);
      server.signal('SIGKILL');
      expect((await server.ended).signal).toBe('SIGKILL');
      door.disconnect();
    }
    const lostOnTheWay = door.sent.filter(({ answer }) => !answer).length;
    expect(lostOnTheWay).toBeGreaterThan(0);
    const known = new Map(door.sent.map((scan) => [scan, scan.answer?.scanId]));

    server = runServer(place.settings);
    await door.connect(await server.ready);
    door.sendAllAgain();
    await door.answered();
    door.disconnect();
    await server.stop();

    // Asked again, the server answers as it had answered before it died.
    for (const [scan, scanId] of known) if (scanId) expect(scan.answer!.scanId).toBe(scanId);
    const kept = await place.withStore(() => Scan.find({}).lean<ScanFields[]>());
    expect(lostAmong(door.sent, kept)).toEqual([]);
    expect(kept).toHaveLength(door.sent.length);
    const standing = kept.filter((scan) => scan.stands).map((scan) => String(scan.registrationId));
    expect(new Set(standing).size).toBe(standing.length);
    expect(standing).toHaveLength(door.badges.length);
  }, 300_000);
});

/** The first badge at both devices in the same instant, the others at either. */
function scanAtBoth(door: Door, [raced, ...badges]: string[]): void {
  door.scan(raced!, 0);
  door.scan(raced!, 1);
  badges.forEach((badge, at) => door.scan(badge, at % 2));
}

/** Nonces whose answer does not say what the store says. */
function lostAmong(sent: Sent[], kept: ScanFields[]): string[] {
  const byNonce = new Map(kept.map((scan) => [scan.nonce, scan]));
  const agrees = ({ nonce, answer }: Sent): boolean => {
    const scan = byNonce.get(nonce);
    return (
      scan !== undefined &&
      scan.outcome === answer?.outcome &&
      String(scan._id) === answer.scanId &&
      Boolean(scan.stands) === isAdmission(answer.outcome)
    );
  };
  return sent.filter((each) => !agrees(each)).map(({ nonce }) => nonce);
}
