import { renderView } from '../../server/web/views.ts';
import { benchServer } from './bench-server.ts';
import { cpuOf, loader } from './load.ts';
import { median, report } from './report.ts';

const ROUNDS = 5;
const REQUESTS = 400;

/** The fair's public page over HTTP against its template alone, drawn with the same facts. */
export async function benchPages(): Promise<void> {
  const server = await benchServer(100);
  const load = loader();
  const { running, fair } = server;
  const locals = {
    title: fair.name,
    fair: { name: fair.name, slug: fair.slug, state: fair.state, timeZone: fair.timeZone },
    csrfToken: 'x',
    nav: [],
    about: '',
    venue: fair.venue,
    address: fair.address,
    days: fair.days,
    state: fair.state,
    employersWindow: 'open',
    graduatesWindow: 'open',
    windows: { employers: fair.employerWindow, graduates: fair.graduateWindow },
    employers: 0,
    beginners: 0,
    rural: 0,
    roles: [],
    sendsMail: false,
  };
  try {
    const page: number[] = [];
    const template: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const ours = await cpuOf(() =>
        load.run({
          do: 'requests',
          url: `${running.url}/fairs/${fair.slug}`,
          method: 'GET',
          headers: { accept: 'text/html' },
          bodies: Array.from({ length: REQUESTS }, () => ''),
          atOnce: 4,
        }),
      );
      const theirs = await cpuOf(async () => {
        for (let i = 0; i < REQUESTS; i += 1) renderView('home/fair', locals, 'page');
      });
      if (round > 0) {
        page.push(ours / REQUESTS);
        template.push(theirs / REQUESTS);
      }
    }
    const { kind: store } = running.store;
    report({
      bench: 'pages',
      figure: 'CPU of the fair’s public page',
      value: median(page),
      unit: 'µs',
      sibling: 'the same template rendered alone',
      siblingValue: median(template),
      store,
      rounds: ROUNDS,
    });
  } finally {
    load.stop();
    await server.stop();
  }
}
