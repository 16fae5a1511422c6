import { setTimeout as pause } from 'node:timers/promises';
import { inTurns } from '../../server/checkins/in-turns.ts';

describe('work in turns', () => {
  it('never has more under way than allowed, and does everything in order', async () => {
    const inTurn = inTurns(3);
    let [underWay, most] = [0, 0];
    const begun: number[] = [];
    const work = async (n: number) => {
      begun.push(n);
      most = Math.max(most, (underWay += 1));
      await pause(n % 4);
      underWay -= 1;
      return n;
    };

    const done = await Promise.all(Array.from({ length: 40 }, (_, n) => inTurn(() => work(n))));

    expect(most).toBe(3);
    expect(done).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(begun).toEqual(done);
  });

  it('goes on after work that failed', async () => {
    const inTurn = inTurns(1);
    const failed = inTurn(() => Promise.reject(new Error('no')));
    const next = inTurn(() => Promise.resolve('yes'));

    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('lets what came meanwhile go before the next piece', async () => {
    const inTurn = inTurns(1);
    const order: string[] = [];
    const all = ['a', 'b', 'c'].map((name) => inTurn(async () => void order.push(name)));
    setImmediate(() => order.push('somebody at the door'));
    await Promise.all(all);

    expect(order.indexOf('somebody at the door')).toBeLessThan(2);
    expect(order).toHaveLength(4);
  });
});
