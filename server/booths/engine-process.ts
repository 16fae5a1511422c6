import { assignBooths, type AssignOptions } from './engine/assign-booths.ts';
import type { BoothProblem } from './engine/booth-problem.ts';

process.once(
  'message',
  ({ problem, options }: { problem: BoothProblem; options: AssignOptions }) => {
    process.send!(assignBooths(problem, options), () => process.disconnect());
  },
);
