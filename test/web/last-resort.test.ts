import express from 'express';
import request from 'supertest';
import { createLogger } from '../../server/logger.ts';
import { showErrors } from '../../server/web/error-pages.ts';

describe('an error that meets another one', () => {
  const app = express();
  app.set('view engine', 'hbs');
  app.set('view', function brokenView() {
    const render = () => {
      throw new Error('a view of ours is broken');
    };
    return { path: 'errors/error', render };
  });
  app.get('/', () => {
    throw new Error('a secret of ours');
  });
  app.get('/half', (_req, res) => {
    res.write('half an ans');
    throw new Error('a secret of ours');
  });
  app.use(showErrors(createLogger('silent')));

  it('is a sentence where no page can be drawn', async () => {
    const answer = await request(app).get('/').set('Accept', 'text/html');
    expect([answer.status, answer.type]).toEqual([500, 'text/plain']);
    expect(answer.text).toMatch(/^Something broke on our side\. It was noted/);
    expect(answer.text).not.toMatch(/secret|broken/);
  });

  it('cuts an answer that is half on its way', async () => {
    await expect(request(app).get('/half')).rejects.toThrow(/aborted|hang up/);
  });
});
