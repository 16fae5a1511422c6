import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

// Below the project, so that the built program finds the project's packages.
const built = resolve(`.cache/built-extraction-${process.pid}`);
const run = (code: string) =>
  execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });

/** The built program runs under stricter rules than the source, so it is tried as it is built. */
function build(folder: string): void {
  mkdirSync(join(built, folder), { recursive: true });
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) build(path);
    else if (/(?<!\.d)\.ts$/.test(entry.name)) compile(path);
  }
}

function compile(path: string): void {
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  });
  writeFileSync(join(built, path.replace(/\.ts$/, '.js')), outputText);
}

const folder = 'server/resumes/extraction';
beforeAll(() => {
  build(folder);
  cpSync('package.json', join(built, 'package.json'));
});
afterAll(() => rmSync(built, { recursive: true }));

describe('the built reading process', () => {
  it('reads PDF and Word documents under its permissions', () => {
    const output = run(`
      import { readFileSync } from 'node:fs';
      const { resumeExaminer } = await import(${JSON.stringify(join(built, folder, 'examine-resume.js'))});
      const examiner = resumeExaminer();
      for (const name of ['moderncv-chinese.pdf', 'hit-nguyen-trainer-accents.docx']) {
        const bytes = readFileSync('test/fixtures/resumes/' + name);
        console.log((await examiner.examine({ name, bytes })).verdict);
      }
      await examiner.stop();`);
    expect(output).toBe('accept\naccept\n');
  });

  it('may neither write nor start anything, nor read what is not its own', () => {
    const output = run(`
      import { spawnSync } from 'node:child_process';
      const { execArgv } = await import(${JSON.stringify(join(built, folder, 'reading-entry.js'))});
      const probe = 'const may = (...what) => process.permission.has(...what);'
        + 'console.log(may("fs.write"), may("child"), may("worker"), may("fs.read", "/etc/passwd"),'
        + 'may("fs.read", process.argv[1]))';
      const own = ${JSON.stringify(join(built, folder, 'inside/main.js'))};
      console.log(spawnSync(process.execPath, [...execArgv, '-e', probe, own]).stdout.toString().trim());`);
    expect(output).toBe('false false false false true\n');
  });

  it('has no network', () => {
    const output = run(`
      import net from 'node:net';
      const { closeNetwork } = await import(${JSON.stringify(join(built, folder, 'inside/no-network.js'))});
      const server = net.createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        closeNetwork();
        for (const attempt of [() => fetch('http://127.0.0.1:' + port), () => net.connect(port),
          () => net.createServer().listen(0)]) {
          try { attempt(); console.log('open'); } catch { console.log('closed'); }
        }
        server.close();
      });`);
    expect(output).toBe('closed\nclosed\nclosed\n');
  });
});
