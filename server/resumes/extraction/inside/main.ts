import type { ResumeKind } from '../verdict.ts';
import { closeNetwork } from './no-network.ts';
import { readResume } from './read-resume.ts';

/** The reading process: one file at a time, told by its parent. It goes when its parent goes. */
closeNetwork();
// What a parser drops on the way must not end the process in the middle of the next file.
process.on('unhandledRejection', () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', ({ kind, bytes }: { kind: ResumeKind; bytes: Uint8Array }) => {
  tell({ said: 'begun' });
  void readResume(kind, bytes).then((reading) =>
    tell({ said: 'done', reading, residentMb: process.memoryUsage.rss() / 1_048_576 }),
  );
});
tell({ said: 'ready' });

function tell(message: object): void {
  process.send?.(message);
}
