import type { Stretch } from './unread-stretches.ts';

/** How a résumé is divided: lines or bullets, and the heading over each. */
export interface TextUnits {
  /** The line or bullet in which a place stands. */
  unitAt(place: number): Stretch;
  /** The heading of the section in which a place stands. */
  headingAt(place: number): Stretch | null;
}

const bullet = /^ ?[•·▪●◦‣*-] ?/;
const knownHeading =
  /^(?:professional |work |relevant |technical |clinical |core |key |volunteer |career |academic |computer |health it |ehr )*(?:summary|profile|objective|experience|employment|history|education|training|skills|competencies|systems|software|applications|technology|technologies|tools|certifications?|certificates|licenses|licensure|credentials|projects?|practicum|publications|awards|languages|interests|references)(?: (?:and|&|\/) \w+(?: \w+)?)?:?$/i;

export function unitsOf(written: string): TextUnits {
  const starts: number[] = [];
  const units: { stretch: [number, number]; heading: Stretch | null }[] = [];
  let heading: Stretch | null = null;
  let inBullet = false;
  let start = 0;
  for (const line of written.split('\n')) {
    const stretch: [number, number] = [start, start + line.length];
    if (isHeading(line)) heading = stretch;
    if (inBullet && /^ ?\p{Ll}/u.test(line)) units.at(-1)!.stretch[1] = stretch[1];
    else {
      starts.push(start);
      units.push({ stretch, heading });
      inBullet = bullet.test(line);
    }
    start += line.length + 1;
  }
  const at = (place: number) => units[lastWhere(starts.length, (each) => starts[each]! <= place)]!;
  return { unitAt: (place) => at(place).stretch, headingAt: (place) => at(place).heading };
}

/** A known word, or a short line in capitals or with a colon at its end. */
function isHeading(line: string): boolean {
  const text = line.trim();
  if (text.length < 3 || text.length > 50 || bullet.test(line)) return false;
  if (knownHeading.test(text)) return true;
  const inCapitals = /\p{Lu}{3}/u.test(text) && !/[\p{Ll}\d@]/u.test(text);
  return inCapitals || /^[^,;.]+:$/.test(text);
}

/** The last of so many sorted things for which it holds, -1 when it holds for none; it holds for the first ones only. */
export function lastWhere(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [-1, count - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
