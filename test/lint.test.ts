import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Path → code that breaks the one direction. */
const violations: Readonly<Record<string, string>> = {
  'src/probes/reads.ts': "import { readFileSync } from 'node:fs';\nreadFileSync('x');\n",
  'src/probes/reads-async.ts': "import { readFile } from 'node:fs/promises';\nawait readFile('x');\n",
  'src/probes/lazy.ts': "await import('node:fs');\n",
  'src/probes/source.ts': "import { open } from '../source/open.ts';\nopen();\n",
  'src/probes/report.ts': "import { text } from '../report/text.ts';\ntext();\n",
  'src/audit.ts': "import { open } from './source/open.ts';\nopen();\n",
  'src/score.ts': 'export const now = Date.now();\n',
  'src/comparison.ts': 'export const all = globalThis;\n',
  'src/facts/chance.ts': 'export const chance = Math.random();\n',
  'src/probes/chance.ts': 'export const chance = Math.random();\n',
  'src/report/chance.ts': 'export const chance = Math.random();\n',
  'src/stack.ts': 'export const start = performance.now();\n',
  'src/report/environment.ts': 'export const home = process.env;\n',
  'src/report/facts.ts': "import { gather } from '../facts/gather.ts';\ngather();\n",
  'src/report/octokit.ts': "import { Octokit } from '@octokit/core';\nnew Octokit();\n",
  'src/facts/python/reads.ts': "import { readFileSync } from 'node:fs';\nreadFileSync('x');\n",
  'src/facts/python/source.ts': "import { open } from '../../source/open.ts';\nopen();\n",
  'src/facts/audit.ts': "import { audit } from '../audit.ts';\naudit();\n",
  'src/facts/python/rules.ts': "import { loadRules } from '../../rules.ts';\nloadRules();\n",
  'src/facts/clock.ts': 'export const now = new Date();\n',
  'src/source/git/facts.ts': "import { globs } from '../../facts/globs.ts';\nglobs();\n",
};

const allowed: Readonly<Record<string, string>> = {
  'src/cli/reads.ts': "import { readFileSync } from 'node:fs';\nreadFileSync(process.cwd());\n",
  'src/source/disk.ts': "import { readFileSync } from 'node:fs';\nreadFileSync('x');\n",
  'src/probes/fine.ts': "import { globs } from '../facts/globs.ts';\nglobs();\n",
  'src/facts/secrets/fine.ts': "import { rules } from './rules.ts';\nrules();\n",
  'src/engine.ts': "import { audit } from './audit.ts';\naudit();\n",
  'src/facts/fine.ts': "import { globs } from './globs.ts';\nglobs();\n",
};

describe('lint keeps the one direction', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlready-lint-'));
  let complaints: ReadonlySet<string> = new Set();

  beforeAll(() => {
    cpSync('biome.json', join(folder, 'biome.json'));
    cpSync('scripts/lint', join(folder, 'scripts/lint'), { recursive: true });
    for (const [path, code] of Object.entries({ ...violations, ...allowed })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), code);
    }
    complaints = layerComplaints(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(Object.keys(violations))('refuses %s', (path) => {
    expect(complaints).toContain(path);
  });

  it.each(Object.keys(allowed))('allows %s', (path) => {
    expect(complaints).not.toContain(path);
  });
});

/** Files of a folder that break a restriction on imports or globals. */
function layerComplaints(folder: string): Set<string> {
  const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'];
  let output = '';
  try {
    output = execFileSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  const { diagnostics }: { diagnostics: { category: string; location: { path: string | { file: string } } }[] } =
    JSON.parse(output);
  return new Set(
    diagnostics
      .filter(({ category }) => category === 'plugin' || category.startsWith('lint/style/noRestricted'))
      .map(({ location: { path } }) => (typeof path === 'string' ? path : path.file).replace(/^\.\//, '')),
  );
}
