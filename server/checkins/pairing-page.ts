import type { Deps } from '../deps.ts';
import { qrOf } from '../fairs/badge-qr.ts';
import { handoutOf } from '../tls/handout.ts';
import { reachOf } from '../tls/reach.ts';

/** A pairing link under an address that phones reach, and in plain words what will not work there. */
export function pairingPage(token: string, deps: Deps, reach = reachOf(deps)) {
  const links = reach.origins.map((origin) => {
    const link = `${origin}/desk/pair/${token}`;
    return { link, ...qrOf(link) };
  });
  const [first, ...others] = links;
  return {
    ...first,
    others,
    onlyHere: reach.onlyHere,
    guessed: reach.guessed,
    notSecure: !reach.secure && !reach.onlyHere,
    foreignCertificate: reach.guessed && reach.secure && !deps.trust,
    trust: deps.trust &&
      reach.trustPage && {
        page: reach.trustPage,
        fingerprint: handoutOf(deps.trust.authority).fingerprint,
        ...qrFor(reach.trustPage),
      },
  };
}

const qrFor = (text: string) => {
  const { qrPath, qrSize } = qrOf(text);
  return { path: qrPath, size: qrSize };
};
