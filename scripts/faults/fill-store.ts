import { Types } from 'mongoose';
import { Account } from '../../server/accounts/account-model.ts';
import { Desk } from '../../server/checkins/desk-model.ts';
import type { DeviceRole } from '../../server/checkins/device-model.ts';
import { makePairing } from '../../server/checkins/pair-device.ts';
import { loadSecrets } from '../../server/database/secrets.ts';
import type { BadgeCode } from '../../server/fairs/badge-code.ts';
import { Badge } from '../../server/fairs/badge-model.ts';
import { Fair, type FairFields } from '../../server/fairs/fair-model.ts';
import { wallClock } from '../../server/fairs/fair-time.ts';
import { badgeRow } from '../../server/fairs/issue-badge.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { Session } from '../../server/web/session-model.ts';
import { hashOf, newToken, sign } from '../../server/web/tokens.ts';

export interface Person extends BadgeCode {
  registrationId: string;
}

/** A link that pairs one device, by its token, and the desk it leads to. */
export interface Pairing {
  name: string;
  link: string;
}

/** What one fault needs of a fair; the store has it before the server starts. */
export interface FilledFair {
  fairId: string;
  slug: string;
  people: Person[];
  pairings: Pairing[];
  owner: { cookie: string; csrf: string };
}

const clocks = { now: () => new Date(), fairNow: () => new Date() };

/** A live fair with registered people, links that pair devices, and an owner who is signed in. */
export async function fillStore(wanted: {
  people: number;
  devices: number;
  role?: DeviceRole;
}): Promise<FilledFair> {
  const secrets = await loadSecrets();
  const fair = await aFair();
  const accountId = new Types.ObjectId();
  const pairings: Pairing[] = [];
  for (let at = 1; at <= wanted.devices; at += 1)
    pairings.push(await aPairing(fair, `Desk ${at}`, wanted.role ?? 'steward', accountId));
  return {
    fairId: String(fair._id),
    slug: fair.slug,
    people: await registerPeople(fair, wanted.people, secrets),
    pairings,
    owner: await anOwner(accountId, secrets.session),
  };
}

async function aFair(): Promise<FairFields> {
  const now = new Date();
  const timeZone = zoneWhereItIsNoon(now);
  const window = { opensAt: new Date(0), closesAt: new Date(now.getTime() + 86_400_000) };
  const made = await Fair.create({
    slug: 'fair',
    name: 'Fair',
    venue: 'Hall',
    address: 'Street',
    capacity: 1_000_000,
    state: 'live',
    timeZone,
    days: [{ date: wallClock(now, timeZone).date, opens: '00:00', closes: '23:59' }],
    employerWindow: window,
    graduateWindow: window,
    workforceVersion: '1.0.0',
    createdAt: now,
  });
  return made.toObject() as unknown as FairFields;
}

/** So that no run goes over midnight, whenever it is started. */
function zoneWhereItIsNoon(now: Date): string {
  const behind = now.getUTCHours() - 12;
  return behind === 0 ? 'Etc/GMT' : `Etc/GMT${behind > 0 ? '+' : '-'}${Math.abs(behind)}`;
}

async function aPairing(fair: FairFields, name: string, role: DeviceRole, by: Types.ObjectId) {
  const desk = await Desk.create({ fairId: fair._id, name, addedAt: new Date() });
  const made = await makePairing({ fairId: fair._id, deskId: desk._id, role }, by, clocks);
  return { name, link: made!.token };
}

async function registerPeople(
  fair: FairFields,
  count: number,
  secrets: { badge: Buffer },
): Promise<Person[]> {
  const people: Person[] = [];
  const deps = { secrets, now: clocks.now };
  for (let from = 0; from < count; from += 1000) {
    const size = Math.min(1000, count - from);
    const rows = Array.from({ length: size }, (_, at) => personRow(fair, from + at));
    await Registration.insertMany(rows);
    const badges = rows.map(({ _id }) =>
      badgeRow({ fairId: fair._id, kind: 'graduate', holderId: _id }, 1, deps),
    );
    await Badge.insertMany(badges.map(({ row }) => row));
    badges.forEach(({ code }, at) =>
      people.push({ ...code, registrationId: String(rows[at]!._id) }),
    );
  }
  return people;
}

const personRow = (fair: FairFields, n: number) => ({
  _id: new Types.ObjectId(),
  fairId: fair._id,
  email: `person-${n}@faults.example`,
  name: `Person ${n}`,
  consent: 'all',
  state: 'active',
  segment: 'first-job-seeker',
  roles: ['CC-3'],
  answers: { stage: 'first', health: 'Not yet', technical: 'Not yet' },
  days: fair.days.map((day) => day.date),
  personKeys: [`person ${n}|college`],
  searchKeys: ['person', String(n)],
  registeredAt: new Date(),
});

async function anOwner(_id: Types.ObjectId, key: Buffer) {
  const [now, token, browserId] = [new Date(), newToken(), newToken()];
  await Account.create({ _id, email: 'owner@faults.example', owner: true, createdAt: now });
  const expiresAt = new Date(now.getTime() + 86_400_000);
  const times = { createdAt: now, lastSeenAt: now, expiresAt };
  await Session.create({ tokenHash: hashOf(token), accountId: _id, ...times });
  return {
    cookie: `fairbridge_browser=${browserId}; fairbridge_session=${token}`,
    csrf: sign(key, 'csrf', browserId, token),
  };
}
