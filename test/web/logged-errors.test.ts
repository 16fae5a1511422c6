import mongoose from 'mongoose';
import { describeError } from '../../server/logger.ts';

const thing = new mongoose.Schema({ seats: { type: Number, required: true } });
const Thing = mongoose.model('LoggedThing', thing);

describe('an error in the log', () => {
  it('keeps what helps to find it', () => {
    const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    const told = describeError(new TypeError('the booth has no code', { cause }));
    expect(told).toMatchObject({
      type: 'TypeError',
      message: 'the booth has no code',
      stack: expect.stringMatching(/^ +at .*logged-errors\.test\.ts/),
      cause: { message: 'read ECONNRESET', code: 'ECONNRESET' },
    });
  });

  it('does not quote what somebody typed', async () => {
    const value = 'Ada Okafor';
    const failed = await new Thing({ seats: value }).validate().catch((error: unknown) => error);
    expect(String(failed)).toContain(value);
    expect(JSON.stringify(describeError(failed))).not.toContain('Okafor');
    expect(describeError(failed)).toMatchObject({ type: 'ValidationError' });
  });

  it('names no value of a duplicate key, only the index', () => {
    const email = 'ada@uni.example';
    const words = `E11000 duplicate key error collection: fair.accounts index: account_by_email dup key: { email: "${email}" }`;
    const keyValue = { email };
    const error = new mongoose.mongo.MongoServerError({ message: words, code: 11000, keyValue });
    const told = JSON.stringify(describeError(error));
    expect(told).not.toContain('ada@');
    expect(told).toContain('account_by_email');
    expect(told).toContain('"code":11000');
  });

  it.each([
    ['550 5.1.1 <ada@uni.example>: Recipient address rejected', /ada|uni/],
    ["can't send to 'Ada Okafor' today", /Okafor/],
    ['no such number: +1 (404) 555-0100', /555/],
    ['Unexpected token "Ada \\"Q\\" Okafor"', /Okafor|Q/],
  ])('masks the values in %j', (words, value) => {
    expect(words).toMatch(value);
    expect(JSON.stringify(describeError(new Error(words)))).not.toMatch(
      new RegExp(`"message":"[^"]*(${value.source})`),
    );
  });

  it('says nothing of what is no error', () => {
    expect(describeError('ada@uni.example')).toEqual({ type: 'string' });
  });
});
