import { setTimeout as pause } from 'node:timers/promises';
import { Types } from 'mongoose';
import { between, randomFor } from '../../scripts/demo/seeded-random.ts';
import { pairDevice } from '../../scripts/example-device.mjs';
import { openHall, type Hall } from '../../scripts/faults/hall.ts';
import { formAt, walkInAt } from '../../scripts/faults/walk-in-at.ts';
import type { AlikePerson } from '../../server/checkins/find-alike.ts';
import { Registration } from '../../server/graduates/registration-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { newToken } from '../../server/web/tokens.ts';
import { expectPlacesCounted, expectWhole } from '../checkins/walk-in-support.ts';

const ROUNDS = 6;
const SEED = 7;
/** Forms that are always under way at once. */
const LANES = 4;

interface WalkIn {
  fields: Record<'name' | 'email' | 'phone' | 'school' | 'nonce', string>;
  /** The server has said that this person is in. */
  answered: boolean;
}

describe('a server killed while walk-ins are registered', () => {
  let hall: Hall;
  let fair: { _id: Types.ObjectId };
  let desks: { cookie: string; csrf: string }[];
  const walkIns: WalkIn[] = [];
  beforeAll(async () => {
    const mongodbUri = process.env.TEST_MONGODB_URI;
    const store = mongodbUri ? 'mongodb' : 'embedded';
    const run = { store, mongodbUri, short: true, progress: () => {} } as const;
    hall = await openHall(run, { people: 0, devices: 2, role: 'supervisor' });
    fair = { _id: new Types.ObjectId(hall.fair.fairId) };
    await hall.start();
    const links = hall.fair.pairings.map(({ link }) => `${hall.url}/desk/pair/${link}`);
    desks = await Promise.all(links.map(pairDevice));
  }, 60_000);
  afterAll(() => hall.remove());

  /** The answer to a form; 0 when the server died over it. */
  async function send(walkIn: WalkIn, at: number): Promise<number> {
    const { status } = await walkInAt(hall)(desks[at % 2]!, walkIn.fields);
    if (status === 303) walkIn.answered = true;
    return status;
  }

  const answered = () => walkIns.filter((walkIn) => walkIn.answered);

  /** Walk-ins without a pause until the power goes: so many milliseconds after so many answers. */
  async function registerUntilKilled(answers: number, afterMs: number): Promise<void> {
    let killed = false;
    const refused: number[] = [];
    const enough = answered().length + answers;
    const sendNext = (at: number) => {
      walkIns.push(nextWalkIn(walkIns.length));
      return send(walkIns.at(-1)!, at);
    };
    const lanes = Array.from({ length: LANES }, async (_, lane) => {
      while (!killed) {
        const status = await sendNext(lane);
        if (status !== 303 && status !== 0) refused.push(status);
      }
    });
    while (answered().length < enough && refused.length === 0) await pause(1);
    await pause(afterMs);
    killed = true;
    await hall.kill();
    await Promise.all(lanes);
    expect(refused).toEqual([]);
  }

  /** As a supervisor at the other desk does who types that person again. */
  async function finishAtDesk({ fields }: WalkIn): Promise<void> {
    const press = (path: string, form: Record<string, string>) =>
      formAt(hall)(desks[1]!, path, form);
    const { text } = await press('/walk-ins/alike', fields);
    const { people } = JSON.parse(text) as { people: AlikePerson[] };
    expect(people).toMatchObject([{ name: fields.name }]);
    const [{ registrationId, unfinished, mayCheckIn, note }] = people as [AlikePerson];
    const nonce = newToken();
    if (unfinished) await press(`/walk-ins/${registrationId}/completion`, { nonce });
    else if (mayCheckIn) await press('/checkins', { registrationId, mode: 'search', nonce });
    else expect(note).toContain('here since');
  }

  const expectAllWhole = (expected: WalkIn[]): Promise<void> =>
    hall.place.withStore(async () => {
      for (const { fields } of expected) {
        await expectWhole(fair, fields.name);
        if (!fields.email) continue;
        const mails = await OutboxMail.find({ to: fields.email }).lean();
        expect(mails.map(({ template }) => template)).toEqual(['badge']);
      }
    });

  async function namesStored(): Promise<Set<string>> {
    const rows = await hall.place.withStore(() => Registration.find({}).select('name').lean());
    return new Set(rows.map(({ name }) => name));
  }

  it(`keeps every one that it has answered, and loses no half of another, in ${ROUNDS} kills`, async () => {
    const random = randomFor(SEED, 'kills');
    for (let round = 0; round < ROUNDS; round += 1) {
      if (round > 0) await hall.start();
      await registerUntilKilled(between(1, 20, random), between(0, 40, random));
    }
    await expectAllWhole(answered());

    const stored = await namesStored();
    const cut = walkIns.filter((walkIn) => !walkIn.answered);
    const begun = cut.filter(({ fields }) => stored.has(fields.name));
    expect(begun.length).toBeGreaterThan(1);
    const atDesk = begun.filter((_, at) => at % 2 === 0);
    await hall.start();
    for (const walkIn of atDesk) await finishAtDesk(walkIn);
    const sentAgain = cut.filter((walkIn) => !atDesk.includes(walkIn));
    for (const [at, walkIn] of sentAgain.entries()) expect(await send(walkIn, at)).toBe(303);
    await hall.server().stop();
    await expectAllWhole(walkIns);

    await hall.start();
    for (const [at, walkIn] of walkIns.entries()) expect(await send(walkIn, at)).toBe(303);
    await hall.server().stop();
    await expectAllWhole(walkIns);
    await hall.place.withStore(async () => {
      expect(await Registration.countDocuments({})).toBe(walkIns.length);
      await expectPlacesCounted(fair);
    });
  }, 300_000);
});

/** By turns with an email address and with a phone number only. */
function nextWalkIn(n: number): WalkIn {
  const contact =
    n % 2 === 0
      ? { email: `walk-in-${n}@uni.example`, phone: '' }
      : { email: '', phone: `404 555 ${1000 + n}` };
  return {
    fields: { name: `Walk In ${n}`, school: '', nonce: newToken(), ...contact },
    answered: false,
  };
}
