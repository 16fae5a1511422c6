import { batchesOf, DEVICES, keptScans, TWICE } from '../../scripts/bench/kept-scans.ts';

interface Kept {
  code: string;
  nonce: string;
  scannedAt: string;
}

describe('scans that devices have kept', () => {
  const badges = Array.from({ length: 4500 }, (_, n) => `badge-${n}`);
  const kept = keptScans(badges) as Kept[][];

  it('has each badge once, and some on a second device', () => {
    const devicesOf = new Map<string, Set<number>>();
    kept.forEach((scans, device) =>
      scans.forEach(({ code }) =>
        devicesOf.set(code, (devicesOf.get(code) ?? new Set()).add(device)),
      ),
    );
    const twice = [...devicesOf.values()].filter((devices) => devices.size === 2);
    expect(kept).toHaveLength(DEVICES);
    expect(kept.flat()).toHaveLength(badges.length + TWICE);
    expect(new Set(kept.flat().map(({ nonce }) => nonce)).size).toBe(badges.length + TWICE);
    expect(devicesOf.size).toBe(badges.length);
    expect(twice).toHaveLength(TWICE);
  });

  it('goes out oldest first, all of it', () => {
    const [scans = []] = kept;
    const sent = batchesOf(scans)
      .reverse()
      .flatMap((body) => (JSON.parse(body) as { scans: Kept[] }).scans);
    expect(sent).toEqual(scans);
    expect(sent.map(({ scannedAt }) => scannedAt)).toEqual(
      sent.map(({ scannedAt }) => scannedAt).sort(),
    );
  });
});
