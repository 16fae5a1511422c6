import { setTimeout as pause } from 'node:timers/promises';
import { background } from '../../server/jobs/background.ts';
import { repeat } from '../../server/jobs/repeat.ts';
import { createLogger } from '../../server/logger.ts';

const log = createLogger('silent');
/** A logger that counts what it is told of. */
function listening() {
  const said: string[] = [];
  const error = (_fields: object, text: string) => said.push(text);
  return { said, log: Object.assign(Object.create(log) as typeof log, { error }) };
}

describe('work that is repeated', () => {
  it('never runs twice at once, however long a run takes', async () => {
    let [running, most, runs] = [0, 0, 0];
    const work = async () => {
      most = Math.max(most, (running += 1));
      runs += 1;
      await pause(30);
      running -= 1;
    };
    const job = repeat('counting', 2, work, log);
    await until(() => runs >= 4);
    await job.stop();
    expect(most).toBe(1);
  });

  it('waits for the run under way when it stops, and begins no other', async () => {
    let [begun, ended] = [0, 0];
    const job = repeat(
      'counting',
      2,
      async () => {
        begun += 1;
        await pause(50);
        ended += 1;
      },
      log,
    );
    await until(() => begun === 1);
    await job.stop();
    expect([begun, ended]).toEqual([1, 1]);
    await pause(40);
    expect(begun).toBe(1);
  });

  it('begins sooner than it repeats, when told to', async () => {
    let runs = 0;
    const job = repeat('counting', 60_000, () => Promise.resolve(void (runs += 1)), log, 2);
    await until(() => runs === 1);
    await pause(30);
    await job.stop();
    expect(runs).toBe(1);
  });

  it('begins nothing when it is stopped before its time', async () => {
    let begun = 0;
    const job = repeat('counting', 20, () => Promise.resolve(void (begun += 1)), log);
    await job.stop();
    await pause(60);
    expect(begun).toBe(0);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('no luck'))],
    [
      'throws at once',
      () => {
        throw new Error('no luck');
      },
    ],
  ])('goes on after a run that %s, and says so in the log', async (_how, work) => {
    const ear = listening();
    const job = repeat('counting', 2, work, ear.log);
    await until(() => ear.said.length >= 3);
    await job.stop();
    expect(ear.said.every((text) => text === 'counting failed')).toBe(true);
  });
});

describe('work in the background', () => {
  it('is settled once nothing runs, what was begun meanwhile included', async () => {
    const behind = background(log);
    const done: string[] = [];
    const second = () => pause(20).then(() => done.push('second'));
    behind.run(
      'the first',
      pause(20).then(() => {
        done.push('first');
        behind.run('the second', second());
      }),
    );
    await behind.settled();
    expect(done).toEqual(['first', 'second']);
    await behind.settled();
  });

  it('says in the log what failed and fails nobody else', async () => {
    const ear = listening();
    const behind = background(ear.log);
    behind.run('mailing', Promise.reject(new Error('no luck')));
    behind.run('counting', pause(10));
    await behind.settled();
    expect(ear.said).toEqual(['mailing failed']);
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (holds()) return;
    await pause(5);
  }
  throw new Error('it did not come to that within two seconds');
}
