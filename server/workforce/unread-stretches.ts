/** From and up to, not including. */
export type Stretch = readonly [start: number, end: number];

const mail = /[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
const web =
  /\b(?:https?:\/\/|www\.)\S{1,300}|\b[\w-]{1,63}\.(?:com|org|net|edu|gov|io|dev|example)\/\S{1,300}/gi;

const states =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]';
const withZipCode = new RegExp(`^.*\\b(?:${states})[ ,.]{1,3}\\d{5}(?:-\\d{4})?\\b.*$`, 'gm');
const cityAlone = new RegExp(
  `(?<=^|[|•·] ?)[A-Z][\\p{L}.'-]{1,30}(?: [A-Z][\\p{L}.'-]{1,30}){0,3}, (?:${states})(?=$| ?[|•·])`,
  'gmu',
);
const postBox = /^.*\bP\.? ?O\.? Box \d+.*$/gim;

const name = "[A-Z][\\p{L}.'-]{0,30}";
const wayEnds = '(?=$|[,.;|•]| (?:Apt|Suite|Ste|Unit|#))';
const way = `(?:Street|Avenue|Boulevard|Parkway|Highway|Terrace|(?:St|Ave|Blvd|Pkwy|Hwy|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Circle|Cir|Place|Pl|Way|Trail|Square)\\.?${wayEnds})`;
const street = `\\d{1,6}[A-Z]? (?:[NSEW]{1,2}\\.? )?(?:${name} ){1,4}${way}`;
const streetLine = new RegExp(`^${street}.*$`, 'gmu');
const streetWithin = new RegExp(`(?<![\\d.])${street}`, 'gmu');

const kind =
  '(?:University|College|Polytechnic|Technical Institute|Institute(?= of )|Academy|School)';
const kindInCapitals = kind.toUpperCase().replace('(?= OF )', '(?= (?:of|OF) )');
const ofWhat = `(?: (?:of|OF)(?: (?:the|THE))?(?: ${name}){1,4}(?:,? (?:and|AND|&)(?: ${name}){1,3})?)?`;
const school = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${name} (?:(?:of|and|for|the|&) ){0,2}){0,4}(?:${kind}|${kindInCapitals})(?![\\p{L}])${ofWhat}`,
  'gu',
);

const unread = [mail, web, withZipCode, cityAlone, postBox, streetLine, streetWithin, school];

/** Where nothing is matched: mail and web addresses, lines with a postal address, names of schools (rule 6 of SCHEMA.md). */
export const unreadStretches = (written: string): Stretch[] =>
  unread.flatMap((pattern) =>
    [...written.matchAll(pattern)].map((match): Stretch => [
      match.index,
      match.index + match[0].length,
    ]),
  );
