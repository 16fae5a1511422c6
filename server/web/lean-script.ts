const blockOfComment = /^[ \t]*\/\*(?:(?!\*\/)[\s\S])*\*\/[ \t]*\n/gm;
const lineOfComment = /^[ \t]*\/\/.*\n/gm;
const typeOfExpression = /\/\*\* @type \{[^*]*\} \*\/ ?/g;
const indentation = /^[ \t]+/gm;

/**
 * A script of ours without comments and indentation: they are for who reads the source, and no browser needs them.
 * Everything else stays, line by line. A text that runs over several lines could hold what looks like a comment, so a
 * script with one is left as it is.
 */
export function leanScript(source: string): string {
  if (source.split('\n').some(leavesTextOpen)) return source;
  return source
    .replaceAll(blockOfComment, '')
    .replaceAll(lineOfComment, '')
    .replaceAll(typeOfExpression, '')
    .replaceAll(indentation, '');
}

const leavesTextOpen = (line: string): boolean => (line.match(/`/g)?.length ?? 0) % 2 === 1;
