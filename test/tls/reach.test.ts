import { describe, expect, it } from '@jest/globals';
import type { Deps } from '../../server/deps.ts';
import { reachOf } from '../../server/tls/reach.ts';

const at = (publicUrl: string, host = '0.0.0.0', trust?: Deps['trust']) =>
  ({ config: { publicUrl, host }, trust }) as Pick<Deps, 'config' | 'trust'>;
const trust = { authority: '', httpPort: 3001 };
const network = ['192.168.7.9', '203.0.113.7', 'fd12::9'];

describe('how phones reach the server', () => {
  it.each(['https://fair.example.org', 'http://192.168.7.9:3000', 'https://box.local:3000'])(
    'is the public address when that is one: %s',
    (url) => {
      expect(reachOf(at(url), network)).toMatchObject({
        origins: [url],
        onlyHere: false,
        guessed: false,
        secure: url.startsWith('https:'),
      });
    },
  );

  it.each([
    'http://127.0.0.1:3000',
    'http://localhost:3000',
    'http://0.0.0.0:3000',
    'http://[::1]:3000',
  ])('is an address in the network where %s is known to this machine alone', (url) => {
    expect(reachOf(at(url), network)).toEqual({
      origins: ['http://192.168.7.9:3000', 'http://203.0.113.7:3000'],
      onlyHere: false,
      guessed: true,
      secure: false,
      trustPage: undefined,
    });
  });

  it('is IPv6 as well where the server listens on that, too', () => {
    const { origins } = reachOf(at('http://127.0.0.1:3000', '::'), ['192.168.7.9', 'fd12::9']);
    expect(origins).toEqual(['http://192.168.7.9:3000', 'http://[fd12::9]:3000']);
    expect(reachOf(at('http://127.0.0.1:3000'), ['fd12::9']).onlyHere).toBe(true);
  });

  it.each(['127.0.0.1', 'localhost', '::1'])(
    'is no other when the server listens on %s',
    (host) => {
      expect(reachOf(at('http://127.0.0.1:3000', host), network)).toMatchObject({
        origins: ['http://127.0.0.1:3000'],
        onlyHere: true,
      });
    },
  );

  it('is no other without a network', () => {
    expect(reachOf(at('http://127.0.0.1:3000'), []).onlyHere).toBe(true);
  });

  it('is one that the local authority may vouch for, with the page that hands it out', () => {
    expect(reachOf(at('https://127.0.0.1:3000', '0.0.0.0', trust), network)).toEqual({
      origins: ['https://192.168.7.9:3000'],
      onlyHere: false,
      guessed: true,
      secure: true,
      trustPage: 'http://192.168.7.9:3001/trust',
    });
    const named = reachOf(
      at('https://box.local:3000', '0.0.0.0', { ...trust, httpPort: 80 }),
      network,
    );
    expect(named.trustPage).toBe('http://box.local/trust');
  });
});
