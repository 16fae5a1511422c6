// Runs in a process of its own: makes load, and reports how long each answer took and how late it was itself.
import { openBareSockets } from './load-bare-sockets.ts';
import { countFrames, openDashboards } from './load-dashboards.ts';
import { sendRequests } from './load-requests.ts';
import { sendScans } from './load-scans.ts';
import type { Done, Work } from './load-work.ts';

process.on('message', (work: Work) => void run(work).then((done) => process.send!(done)));
process.once('disconnect', () => process.exit(0));

function run(work: Work): Promise<Done> {
  if (work.do === 'requests') return sendRequests(work);
  if (work.do === 'scans') return sendScans(work);
  if (work.do === 'dashboards') return openDashboards(work);
  if (work.do === 'bare-sockets') return openBareSockets(work);
  return Promise.resolve(countFrames());
}
