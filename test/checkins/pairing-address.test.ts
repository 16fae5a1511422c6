import { isIPv4 } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Config } from '../../server/config.ts';
import { Desk } from '../../server/checkins/desk-model.ts';
import { pairingPage } from '../../server/checkins/pairing-page.ts';
import type { Deps } from '../../server/deps.ts';
import { makeAuthority } from '../../server/tls/local-authority.ts';
import { networkAddresses } from '../../server/tls/machine-names.ts';
import { renderView } from '../../server/web/views.ts';
import { aFair } from '../support/factories.ts';
import { startHarness, type Harness } from '../support/harness.ts';

const linkIn = (page: string) => /<span id="link">([^<]*)</.exec(page)?.[1] ?? '';

describe('the address in a pairing link', () => {
  let harness: Harness;
  afterEach(() => harness.stop());

  async function pairingAt(config: Partial<Config>): Promise<string> {
    harness = await startHarness({ config });
    const fair = await aFair();
    const desk = await Desk.create({ fairId: fair._id, name: 'East 1', addedAt: new Date() });
    const organizer = await harness.signIn('organizer', fair);
    const at = `/fairs/${fair.slug}/desks/${String(desk._id)}/pairings`;
    const page = await organizer.post(at).type('form').send({ role: 'steward' });
    expect(page.status).toBe(200);
    return page.text;
  }

  it('says that phones cannot reach a server that listens on its own machine alone', async () => {
    const page = await pairingAt({});
    expect(linkIn(page)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/desk\/pair\//);
    expect(page).toContain('Phones cannot reach this address');
    expect(page).not.toContain('The camera will not work there');
  });

  it('is that of this machine in its network, where the public one is of this machine alone', async () => {
    const page = await pairingAt({ host: '0.0.0.0' });
    const first = networkAddresses().find(isIPv4);
    if (first) expect(linkIn(page)).toContain(`//${first}:`);
    else expect(page).toContain('Phones cannot reach this address');
    expect(page.includes('The camera will not work there')).toBe(Boolean(first));
  });
});

describe('the page of a pairing link', () => {
  let authority: string;
  beforeAll(async () => {
    authority = (await makeAuthority('box', new Date())).cert;
  });
  const draw = (publicUrl: string, trust?: Deps['trust']) => {
    const deps = { config: { publicUrl, host: '0.0.0.0' }, trust } as Deps;
    return renderView('checkins/pairing', { role: 'steward', ...pairingPage('t0ken', deps) });
  };

  it('says nothing of the address where it is a name with HTTPS', () => {
    const page = draw('https://fair.example.org');
    expect(linkIn(page)).toBe('https://fair.example.org/desk/pair/t0ken');
    expect(page).not.toMatch(/cannot reach|will not work|another address|trust this server/);
  });

  it('says plainly what will not work over plain HTTP, and what to do', () => {
    const page = draw('http://192.168.7.9:3000');
    expect(page).toContain('The camera will not work there, nor scanning without a line');
    expect(page).toContain('LOCAL_TLS');
  });

  it('begins with the page of the local authority, and the digits to compare', () => {
    const page = draw('https://box.local:3000', { authority, httpPort: 3001 });
    expect(page).toContain('href="http://box.local:3001/trust"');
    expect(page).toMatch(/<code>([0-9A-F]{2} ){31}[0-9A-F]{2}<\/code>/);
    expect(linkIn(page)).toBe('https://box.local:3000/desk/pair/t0ken');
  });
});
