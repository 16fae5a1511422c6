import { io, type Socket } from 'socket.io-client';
import { Desk } from '../../../server/checkins/desk-model.ts';
import { Device } from '../../../server/checkins/device-model.ts';
import type { ScanMessage, ScanResult } from '../../../server/checkins/outcome.ts';
import { loadSecrets } from '../../../server/database/secrets.ts';
import type { FairFields } from '../../../server/fairs/fair-model.ts';
import { hashOf, newToken } from '../../../server/web/tokens.ts';
import { aFair, aGraduate } from '../../support/factories.ts';
import type { Installation } from '../../../scripts/faults/installation.ts';

export interface Sent extends ScanMessage {
  device: number;
  /** What the server said last. */
  answer?: ScanResult;
}

export interface Door {
  fair: FairFields;
  badges: string[];
  /** Every scan ever made here, in order. */
  sent: Sent[];
  connect(url: string): Promise<void>;
  scan(badge: string, device: number): void;
  /** What was never answered, as a device does when its line is back. */
  sendAgain(): void;
  sendAllAgain(): void;
  /** Waits until nothing that was sent over this connection lacks its answer. */
  answered(): Promise<void>;
  disconnect(): void;
}

/** A live fair with paired devices, put into the store before the server has it. */
export async function openDoor(
  place: Installation,
  { graduates, devices }: { graduates: number; devices: number },
): Promise<Door> {
  const { fair, badges, tokens } = await place.withStore(async () => {
    const deps = { secrets: await loadSecrets(), now: () => new Date() };
    const made = await aFair();
    const people = await Promise.all(
      Array.from({ length: graduates }, () => aGraduate(made, deps)),
    );
    return {
      fair: made,
      badges: people.map(({ badge }) => badge.token),
      tokens: await Promise.all(Array.from({ length: devices }, () => aDevice(made))),
    };
  });
  const sent: Sent[] = [];
  let sockets: Socket[] = [];
  let waiting: Promise<void>[] = [];

  const send = (scan: Sent): void => {
    const { device, answer: _, ...message } = scan;
    const answer = new Promise<void>((resolve) => {
      sockets[device]!.emit('checkin:submit', message, (given: ScanResult) => {
        scan.answer = given;
        resolve();
      });
    });
    waiting.push(answer);
  };

  return {
    fair,
    badges,
    sent,
    async connect(url) {
      waiting = [];
      sockets = await Promise.all(tokens.map((token) => connected(url, token)));
    },
    scan(code, device) {
      const scannedAt = new Date().toISOString();
      sent.push({ device, code, nonce: newToken(), scannedAt, mode: 'camera' });
      send(sent.at(-1)!);
    },
    sendAgain() {
      for (const scan of sent) if (!scan.answer) send(scan);
    },
    sendAllAgain: () => sent.forEach(send),
    async answered() {
      await Promise.all(waiting);
    },
    disconnect: () => sockets.forEach((socket) => socket.close()),
  };
}

async function aDevice(fair: FairFields): Promise<string> {
  const [token, now] = [newToken(), Date.now()];
  const desk = await Desk.create({ fairId: fair._id, name: `East ${token}`, addedAt: new Date() });
  await Device.create({
    fairId: fair._id,
    deskId: desk._id,
    role: 'steward',
    tokenHash: hashOf(token),
    pairedAt: new Date(now - 60_000),
    expiresAt: new Date(now + 3_600_000),
    lastSeenAt: new Date(now),
  });
  return token;
}

async function connected(url: string, token: string): Promise<Socket> {
  const socket = io(url, {
    transports: ['websocket'],
    auth: { protocol: 1, as: 'device' },
    extraHeaders: { Cookie: `fairbridge_device=${token}` },
    reconnection: false,
    forceNew: true,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('connect_error', reject);
  });
  return socket;
}
