import { parentPort, workerData } from 'node:worker_threads';
import { assignBooths, type AssignOptions } from './engine/assign-booths.ts';
import type { BoothProblem } from './engine/booth-problem.ts';

const { problem, options } = workerData as { problem: BoothProblem; options: AssignOptions };
parentPort!.postMessage(assignBooths(problem, options));
