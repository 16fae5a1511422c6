import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import express from 'express';
import mongoose from 'mongoose';
import request from 'supertest';
import { createLogger } from '../../server/logger.ts';
import { showErrors } from '../../server/web/error-pages.ts';
import { answerWhileStoreIsAway } from '../../server/web/store-away.ts';

describe('a request while the store is away', () => {
  const connection = Object.assign(new EventEmitter(), {
    readyState: mongoose.ConnectionStates.connected as number,
  });
  const app = express();
  app.use(answerWhileStoreIsAway(connection, 100));
  app.get('/', (_req, res) => void res.send('a page'));
  app.use(showErrors(createLogger('silent')));
  const asked = () => request(app).get('/').set('Accept', 'application/json');

  it('is served as ever before and after', async () => {
    connection.readyState = mongoose.ConnectionStates.connected;
    expect((await asked()).text).toBe('a page');
  });

  it('waits for a store that comes back in time', async () => {
    connection.readyState = mongoose.ConnectionStates.disconnected;
    const answer = asked().then(({ text }) => text);
    while (connection.listenerCount('connected') === 0) await pause(5);
    connection.readyState = mongoose.ConnectionStates.connected;
    connection.emit('connected');
    expect(await answer).toBe('a page');
  });

  it('hears that it is away, and leaves nothing waiting behind', async () => {
    connection.readyState = mongoose.ConnectionStates.disconnected;
    const [answer, other] = await Promise.all([asked(), asked()]);
    expect([answer.status, other.status]).toEqual([503, 503]);
    expect(answer.body.error).toMatch(/^The store does not answer/);
    expect(connection.listenerCount('connected')).toBe(0);
  });
});
