import { z } from 'zod';
import type { BoothProblem } from './booth-problem.ts';
import { boothProblemShape } from './booth-problem-shape.ts';
import type { QuadraticProblem } from '../assignment/quadratic-problem.ts';

/** Thrown when a problem file cannot be understood; the message is one sentence for whoever wrote the file. */
export class BadProblemFile extends Error {}

export type ReadProblem =
  { kind: 'booths'; problem: BoothProblem } | { kind: 'quadratic'; problem: QuadraticProblem };

/** Tables of a thousand rows take about the memory and the time that anybody has for them. */
const largest = 1000;

/** Reads JSON (booths and employers, or two tables a and b) or a QAPLIB file (size, then two tables). */
export function readProblemFile(text: string): ReadProblem {
  const content = text.replace(/^\uFEFF/, '').trim();
  if (content === '') throw new BadProblemFile('The file is empty.');
  return /^[[{"]/.test(content)
    ? readJson(content)
    : { kind: 'quadratic', problem: readNumbers(content) };
}

function readNumbers(content: string): QuadraticProblem {
  const words = content.split(/\s+/);
  const numbers = words.map(Number);
  const odd = numbers.findIndex((number) => !Number.isFinite(number));
  if (odd !== -1)
    throw new BadProblemFile(
      `The file must hold numbers only, but has ${JSON.stringify(words[odd]!.slice(0, 20))}.`,
    );
  const size = checkSize(numbers[0]!);
  const wanted = 1 + 2 * size * size;
  if (numbers.length !== wanted)
    throw new BadProblemFile(
      `Two tables of ${size} × ${size} and the size before them are ${wanted} numbers, but the file has ${numbers.length}.`,
    );
  return {
    size,
    a: Float64Array.from(numbers.slice(1, 1 + size * size)),
    b: Float64Array.from(numbers.slice(1 + size * size)),
  };
}

function readJson(content: string): ReadProblem {
  const json = parseJson(content);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new BadProblemFile('The file must hold one JSON object.');
  if ('a' in json || 'b' in json) return { kind: 'quadratic', problem: readTables(json) };
  if ('booths' in json || 'employers' in json)
    return { kind: 'booths', problem: parse(boothProblemShape, json) };
  throw new BadProblemFile('The object must have booths and employers, or two tables a and b.');
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new BadProblemFile('The file looks like JSON but is not valid JSON.');
  }
}

const table = z.array(z.array(z.number()));
const tables = z.object({ a: table, b: table });

function readTables(json: object): QuadraticProblem {
  const { a, b } = parse(tables, json);
  const size = checkSize(a.length);
  for (const [name, rows] of [
    ['a', a],
    ['b', b],
  ] as const)
    if (rows.length !== size || rows.some((row) => row.length !== size))
      throw new BadProblemFile(`Both tables must be ${size} × ${size}, but ${name} is not.`);
  return { size, a: Float64Array.from(a.flat()), b: Float64Array.from(b.flat()) };
}

function checkSize(size: number): number {
  if (!Number.isInteger(size) || size < 1)
    throw new BadProblemFile(`The size must be a whole number from 1, but is ${size}.`);
  if (size > largest) throw new BadProblemFile(`The size is ${size}; the most is ${largest}.`);
  return size;
}

function parse<S extends z.ZodType>(shape: S, json: unknown): z.output<S> {
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  throw new BadProblemFile(`${path.join('.') || 'The object'}: ${message}.`);
}
