import { setTimeout as pause } from 'node:timers/promises';
import { simulatedDay } from '../../server/demo/simulated-day.ts';
import { dayQueue, type DayEvent } from '../../scripts/demo/day-queue.ts';
import { eachOf, lane } from '../../scripts/demo/lane.ts';

const nine = Date.parse('2027-03-13T14:00:00Z');
const MINUTE = 60_000;

function aDay(jump: boolean) {
  const clock = simulatedDay({
    startsAt: new Date(nine),
    endsAt: new Date(nine + 600 * MINUTE),
    timeZone: 'America/New_York',
    speed: jump ? 1 : 600,
  });
  const done: string[] = [];
  const troubles: string[] = [];
  const queue = dayQueue({ clock, jump, onTrouble: ({ what }) => troubles.push(what) });
  const add = (minute: number, what: string, more: Partial<DayEvent> = {}) =>
    queue.add({
      at: new Date(nine + minute * MINUTE),
      who: what,
      lane: 'web',
      what,
      run: async () => void done.push(`${what} ${minuteOf(clock.now())}`),
      ...more,
    });
  const minuteOf = (at: Date) => Math.floor((at.getTime() - nine) / MINUTE);
  return { clock, queue, add, done, troubles };
}

describe('the queue of a day', () => {
  it('turns the clock from event to event, in the order of their time', async () => {
    const { add, queue, done } = aDay(true);
    add(30, 'second');
    add(5, 'first');
    add(300, 'last');
    add(30, 'third');
    await queue.play();
    expect(done).toEqual(['first 5', 'second 30', 'third 30', 'last 300']);
  });

  it('waits for the clock when it is not to turn it', async () => {
    const { add, queue, done } = aDay(false);
    add(2, 'early');
    add(6, 'late');
    const began = performance.now();
    await queue.play();
    expect(performance.now() - began).toBeGreaterThanOrEqual(590);
    expect(done.map((each) => each.split(' ')[0])).toEqual(['early', 'late']);
  });

  it('begins nothing while the day stands still', async () => {
    const { clock, add, queue, done } = aDay(false);
    clock.setPaused(true);
    add(1, 'event');
    const playing = queue.play();
    await pause(300);
    expect(done).toEqual([]);
    clock.setPaused(false);
    await playing;
    expect(done).toHaveLength(1);
  });

  it('does what one person does one after the other', async () => {
    const { add, queue, done } = aDay(true);
    const run = (name: string, ms: number) => async () => {
      await pause(ms);
      done.push(name);
    };
    add(1, 'a', { who: 'one', run: run('slow', 60) });
    add(2, 'b', { who: 'one', run: run('quick', 0) });
    add(3, 'c', { who: 'other', run: run('other', 0) });
    await queue.play();
    expect(done).toEqual(['other', 'slow', 'quick']);
  });

  it('does something alone: after all before it, before all after it', async () => {
    const { add, queue, done } = aDay(true);
    const slowly = (name: string) => async () => {
      await pause(40);
      done.push(name);
    };
    add(1, 'before', { run: slowly('before') });
    add(2, 'alone', { run: slowly('alone'), alone: true });
    add(3, 'after', { run: async () => void done.push('after') });
    await queue.play();
    expect(done).toEqual(['before', 'alone', 'after']);
  });

  it('takes up what an event adds, and goes on after one that fails', async () => {
    const { add, queue, done, troubles } = aDay(true);
    add(1, 'fails', {
      run: async () => {
        add(9, 'follows');
        throw new Error('no');
      },
    });
    add(20, 'goes on');
    await queue.play();
    expect(done).toEqual(['follows 9', 'goes on 20']);
    expect(troubles).toEqual(['fails']);
  });

  it('stops when it is told', async () => {
    const { add, queue, done } = aDay(false);
    add(60 * 9, 'never');
    const playing = queue.play();
    await queue.stop();
    await playing;
    expect(done).toEqual([]);
  });
});

describe('a lane', () => {
  it('runs no more at once than it is wide', async () => {
    const run = lane(3);
    let [busy, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++busy);
      await pause(5);
      busy -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => run(work)));
    expect(most).toBe(3);
  });

  it('begins nothing after a failure', async () => {
    const begun: number[] = [];
    const work = async (each: number) => {
      begun.push(each);
      await pause(1);
      if (each === 2) throw new Error('two');
    };
    await expect(eachOf([1, 2, 3, 4, 5, 6], 1, work)).rejects.toThrow('two');
    await pause(20);
    expect(begun).toEqual([1, 2]);
  });
});
