import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { leanScript } from '../../server/web/lean-script.ts';

const folder = new URL('../../public/js/', import.meta.url);

describe('a lean script', () => {
  it.each([
    ['// why\nlet a = 1;\n', 'let a = 1;\n'],
    ['/** What.\n * @param {x} y\n */\nf();\n', 'f();\n'],
    ['  const a = /** @type {HTMLElement} */ (b);\n', 'const a = (b);\n'],
    ["const a = 'http://x'; // kept\n", "const a = 'http://x'; // kept\n"],
    ['/** @type {A} */ (a).b();\n/** C. */\nc();\n', '(a).b();\nc();\n'],
    ['const a = `\n// text\n`;\n', 'const a = `\n// text\n`;\n'],
  ])('of %j is %j', (source, lean) => expect(leanScript(source)).toBe(lean));

  it.each(readdirSync(folder).filter((file) => file.endsWith('.js')))(
    'says the same as %s',
    (file) => {
      const source = readFileSync(new URL(file, folder), 'utf8');
      const lean = leanScript(source);
      expect(meaningOf(lean)).toBe(meaningOf(source));
      expect(lean.length).toBeLessThanOrEqual(source.length);
    },
  );
});

/** The script as a compiler prints it, which knows no comments and no layout. */
const meaningOf = (source: string): string =>
  ts.transpileModule(source, {
    compilerOptions: {
      removeComments: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ES2022,
    },
  }).outputText;
