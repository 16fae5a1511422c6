import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { checkDemo } from '../../scripts/demo/checks/check-demo.ts';
import type { ControlRoomSaid } from '../../scripts/demo/checks/check-control-room.ts';
import { prepareFolder } from '../../scripts/demo/demo-folder.ts';
import { runDay } from '../../scripts/demo/run-day.ts';
import { startDemo, type Demo } from '../../scripts/demo/start-demo.ts';
import { Assignment } from '../../server/booths/assignment-model.ts';
import { Scan } from '../../server/checkins/scan-model.ts';
import { ConsentRecord } from '../../server/graduates/consent-record-model.ts';
import { OutboxMail } from '../../server/mail/outbox-mail-model.ts';
import { ResumeView } from '../../server/resumes/resume-view-model.ts';
import { Visit } from '../../server/visits/visit-model.ts';

const SOME_MINUTES = 240_000;

describe('a small fair, played through', () => {
  let folder: string;
  let demo: Demo;
  let said: ControlRoomSaid;
  const broken = async (given = said) =>
    (await checkDemo(demo.context, given)).filter((each) => each.broken.length > 0);
  const brokenNames = async () => (await broken()).map(({ invariant }) => invariant);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'fairbridge-demo-'));
    const options = { employers: 6, graduates: 40, speed: 60, seed: 3, port: 0, once: true };
    demo = await startDemo(
      { ...options, data: folder },
      prepareFolder(folder, false),
      process.env.TEST_MONGODB_URI,
    );
    await (
      await runDay(demo, true)
    ).over;
    said = await demo.said();
  }, SOME_MINUTES);
  afterAll(async () => {
    if (process.env.TEST_MONGODB_URI) await mongoose.connection.db?.dropDatabase();
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps every invariant', async () => {
    expect(await broken()).toEqual([]);
  });

  it('had everything in it that a fair has', async () => {
    const { ledger, mailServer, world } = demo.context;
    const outcomes = new Set(ledger.scans.map(({ outcome }) => outcome));
    expect([...outcomes].sort()).toEqual(
      expect.arrayContaining(['already', 'employer_code', 'ok', 'revoked_code', 'unknown']),
    );
    expect(ledger.scans.filter(({ outcome }) => outcome === 'wrong_day').length).toBeGreaterThan(0);
    expect(ledger.scans.filter(({ outcome }) => outcome === 'canceled').length).toBeGreaterThan(0);
    expect(await Scan.countDocuments({ stands: false })).toBeGreaterThan(0);
    expect(ledger.walkIns.length).toBeGreaterThan(0);
    expect(ledger.resumesOpened).toBeGreaterThan(0);
    expect(ledger.visits.size).toBeGreaterThan(20);
    const followUps = await OutboxMail.find({ kind: 'bulk', state: 'sent' }).lean();
    expect(new Set(followUps.map(({ batch }) => batch)).size).toBeGreaterThanOrEqual(2);
    expect(mailServer.nobody.size).toBe(1);
    expect(
      await OutboxMail.countDocuments({ to: [...mailServer.nobody][0]!, state: 'failed' }),
    ).toBe(1);
    expect(world.graduates.length).toBe(40);
  });

  it('notices an arrival that is gone', async () => {
    const arrival = await Scan.findOne({ stands: true }).lean().orFail();
    await Scan.updateOne({ _id: arrival._id }, { stands: false });
    const names = await brokenNames();
    await Scan.updateOne({ _id: arrival._id }, { stands: true });
    expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/admitted exactly once/)]));
  });

  it('notices figures on the control room that are not the records’', async () => {
    const wrong = { ...said.snapshot, arrived: said.snapshot.arrived + 1 };
    const inPage = await broken({ ...said, snapshot: wrong });
    const pushed = await broken({ ...said, lastFrame: wrong });
    for (const found of [inPage, pushed])
      expect(found.map(({ invariant }) => invariant)).toEqual([
        'the control room shows what the records hold',
      ]);
    expect(await broken({ ...said, lastFrame: null })).toHaveLength(1);
  });

  it('notices a résumé that was opened without consent', async () => {
    const view = await ResumeView.findOne({}).lean().orFail();
    const records = await ConsentRecord.find({ registrationId: view.registrationId }).lean();
    await ConsentRecord.deleteMany({ registrationId: view.registrationId });
    const names = await brokenNames();
    await ConsentRecord.insertMany(records);
    expect(names).toEqual(['no résumé was opened without consent']);
  });

  it('notices a consent that was withdrawn before the résumé was opened', async () => {
    const view = await ResumeView.findOne({}).sort({ at: -1 }).lean().orFail();
    const { registrationId } = view;
    const before = new Date(demo.context.clock.realTimesOf(view.at).from.getTime() - 5000);
    const records = await ConsentRecord.find({ registrationId }).lean();
    await ConsentRecord.updateMany({ registrationId }, { withdrawnAt: before });
    const names = await brokenNames();
    await ConsentRecord.deleteMany({ registrationId });
    await ConsentRecord.insertMany(records);
    expect(names).toEqual(['no résumé was opened without consent']);
  });

  it('notices an employer at a booth that breaks a rule', async () => {
    const [one, other] = await Assignment.find({}).lean();
    await Assignment.deleteOne({ _id: other!._id });
    const { _id: _, ...rest } = other!;
    const elsewhere = { ...rest, boothId: one!.enrollmentId, boothCode: 'Z9' };
    await Assignment.create(elsewhere);
    const names = await brokenNames();
    await Assignment.deleteOne({ enrollmentId: other!.enrollmentId });
    await Assignment.create(other!);
    expect(names).toEqual(['no booth rule is broken']);
  });

  it('notices a mail that came twice, and one that never came', async () => {
    const { received } = demo.context.mailServer;
    received.push(received[0]!);
    const twice = await brokenNames();
    received.pop();
    const lost = received.pop()!;
    const never = await brokenNames();
    received.push(lost);
    expect([twice, never].flat()).toEqual(
      Array(2).fill('every mail arrived once, or the outbox says why not'),
    );
  });

  it('notices a visit that nobody made, and one that is lost', async () => {
    const visit = await Visit.findOne({}).lean().orFail();
    await Visit.deleteOne({ _id: visit._id });
    const names = await brokenNames();
    await Visit.create(visit);
    expect(names).toContain('every visit and every team that arrived is on record, and no other');
  });

  it('notices a step that did not go through', async () => {
    const { troubles } = demo.context.ledger;
    troubles.push('graduate 1 (arrives): 500');
    const names = await brokenNames();
    troubles.pop();
    expect(names).toEqual(['every step of the day went through']);
  });
});
