import path from 'node:path';
import { parseArgs } from 'node:util';

export interface DemoOptions {
  employers: number;
  graduates: number;
  /** Minutes at the fair in a real minute. */
  speed: number;
  seed: number;
  port: number;
  /** Absolute path. */
  data: string;
  /** Play the day through without waiting, check it, and end. */
  once: boolean;
}

/** Thrown with a sentence for whoever typed it. */
export class BadOptions extends Error {}

type NumberName = 'employers' | 'graduates' | 'speed' | 'seed' | 'port';
const numbers: Record<NumberName, { usual: number; least: number; most: number; whole: boolean }> =
  {
    employers: { usual: 40, least: 2, most: 450, whole: true },
    graduates: { usual: 600, least: 10, most: 16_000, whole: true },
    speed: { usual: 60, least: 1, most: 3600, whole: false },
    seed: { usual: 7, least: 0, most: 4_294_967_295, whole: true },
    port: { usual: 3000, least: 0, most: 65_535, whole: true },
  };

export const usage =
  'npm run demo -- [--employers 40] [--graduates 600] [--speed 60] [--seed 7] [--port 3000] [--data DIR] [--once]';

/** Reads the command line. Throws BadOptions with one sentence. */
export function readOptions(given: string[]): DemoOptions {
  const { data, once = false, ...texts } = parse(given);
  const numberOf = (name: NumberName) => readNumber(name, texts[name]);
  return {
    employers: numberOf('employers'),
    graduates: numberOf('graduates'),
    speed: numberOf('speed'),
    seed: numberOf('seed'),
    port: numberOf('port'),
    data: path.resolve(data ?? path.join('data', 'demo')),
    once,
  };
}

function parse(given: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: given,
      options: {
        employers: text,
        graduates: text,
        speed: text,
        seed: text,
        port: text,
        data: text,
        once: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new BadOptions(`${plain(error as Error)} Use: ${usage}`);
  }
}

/** Node's first sentence, without the advice that follows it. */
function plain({ message }: Error): string {
  const first = message.split(/(?:\.\s|\n)/)[0]!.replace(/\.$/, '');
  return `${first}.`;
}

function readNumber(name: NumberName, text: string | undefined): number {
  const { usual, least, most, whole } = numbers[name];
  if (text === undefined) return usual;
  const value = text.trim() === '' ? NaN : Number(text);
  const fits = value >= least && value <= most && (!whole || Number.isInteger(value));
  if (!fits)
    throw new BadOptions(
      `--${name} takes a ${whole ? 'whole number' : 'number'} from ${least} to ${most}, not “${text}”.`,
    );
  return value;
}
