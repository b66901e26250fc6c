import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { reviewedAsMarkdown } from '../bench/reviewed-page.ts';
import { baselineSchema } from '../src/baseline.ts';
import { rulesAsMarkdown } from '../src/cli/rules.ts';
import { configSchema } from '../src/config.ts';
import { crosswalkSchema } from '../src/crosswalks.ts';
import { type AnyProbe, type Probes, ruleSchema, stackSchema, traitsSchema } from '../src/grammar.ts';
import { comparisonSchema } from '../src/report/comparison/schema.ts';
import { crosswalkReportSchema } from '../src/report/crosswalk/schema.ts';
import { projectsSchema } from '../src/report/projects/schema.ts';
import { reportSchema } from '../src/report/schema.ts';
import { root, ruleBook, ruleFiles } from './rule-book.ts';
import { rulePages } from './rule-pages.ts';
import { exportOf } from './scaffold.ts';
import { absentRules, withStandsFor } from './stands-for.ts';

/**
 * Writes the files that follow from others. With `--check` nothing is written: what is made in memory must be what
 * lies on the disk.
 */
const check = process.argv.includes('--check');
const names = readdirSync(`${root}src/probes`)
  .filter((file) => /^[a-z0-9-]+\.ts$/.test(file) && file !== 'index.ts')
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();

/** From the files themselves, for the index may be stale. */
const probes: Probes = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await probeIn(name)] as const)),
);

/** Rule files as they should be, and the book that they make. */
const written = ruleBook(probes);
const rules = ruleFiles().map(({ path, text }) => {
  const rule = written.rules.find(({ id }) => `${id}.yml` === path);
  return { path, text: rule === undefined ? text : withStandsFor(text, rule, written.crosswalks) };
});
const book = ruleBook(probes, rules);
const pages = rulePages(book, probes);

const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(rules.map(({ path, text }) => [`rules/${path}`, text])),
  ...Object.fromEntries([...pages].map(([path, text]) => [`docs/rules/${path}`, text])),
  'src/probes/index.ts': index(),
  'rules/schema.json': json(ruleSchema(probes)),
  'rules/traits.schema.json': json(traitsSchema(probes)),
  'rules/stack.schema.json': json(stackSchema),
  'rules/crosswalk.schema.json': json(crosswalkSchema),
  'config.schema.json': json(configSchema),
  'report.schema.json': json(reportSchema),
  'comparison.schema.json': json(comparisonSchema),
  'crosswalk.schema.json': json(crosswalkReportSchema),
  'projects.schema.json': json(projectsSchema),
  'baseline.schema.json': json(baselineSchema),
  ...(existsSync(`${root}README.md`) ? { 'README.md': readme() } : {}),
  'bench/README.md': benchReadme(),
};

const stale = Object.keys(files).filter((file) => contentOf(file) !== files[file]);
for (const file of stale) {
  if (!check) {
    mkdirSync(dirname(root + file), { recursive: true });
    writeFileSync(root + file, files[file] ?? '');
  }
  console.error(check ? `${file} is stale: run "npm run generate"` : `wrote ${file}`);
}
const leftOver = existsSync(`${root}docs/rules`)
  ? readdirSync(`${root}docs/rules`, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.md') && !pages.has(path))
  : [];
for (const path of leftOver) {
  if (!check) rmSync(`${root}docs/rules/${path}`);
  console.error(check ? `docs/rules/${path} is of no rule: run "npm run generate"` : `removed docs/rules/${path}`);
}
const absent = absentRules(book.crosswalks, book.rules);
for (const line of absent) console.error(line);
if (check && stale.length + leftOver.length + absent.length > 0) process.exitCode = 1;

/** A probe's file exports exactly one probe, called as the file is. */
async function probeIn(name: string): Promise<AnyProbe> {
  const module: Record<string, unknown> = await import(`../src/probes/${name}.ts`);
  const found = Object.keys(module).filter((key) => isProbe(module[key]));
  if (found.length !== 1 || found[0] !== exportOf(name)) {
    throw new Error(
      `src/probes/${name}.ts must export one probe, ${exportOf(name)}; it exports ${found.join(', ') || 'none'}`,
    );
  }
  return module[exportOf(name)] as AnyProbe;
}

function isProbe(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'about' in value && 'options' in value && 'run' in value;
}

function index(): string {
  const imports = names.map((name) => `import { ${exportOf(name)} } from './${name}.ts';\n`);
  const entries = names.map((name) => {
    const key = /^[a-z0-9]+$/.test(name) ? name : `'${name}'`;
    return key === exportOf(name) ? `  ${key},\n` : `  ${key}: ${exportOf(name)},\n`;
  });
  return `// Generated from the files in this folder by scripts/generate.ts.
import type { Probes } from '../grammar.ts';
${imports.join('')}
/** Every probe by the name that rules use. */
export const probes: Probes = {
${entries.join('')}};
`;
}

function readme(): string {
  const text = contentOf('README.md') ?? '';
  const tables = rulesAsMarkdown(book, 'docs/rules/');
  return text.replace(
    /(<!-- rules:begin -->\n)[\s\S]*?(<!-- rules:end -->)/,
    (_, begin: string, end: string) => `${begin}\n${tables}\n${end}`,
  );
}

function benchReadme(): string {
  const tables = reviewedAsMarkdown(JSON.parse(contentOf('bench/reviewed.json') ?? '[]'));
  return (contentOf('bench/README.md') ?? '').replace(
    /(<!-- reviewed:begin -->\n)[\s\S]*?(<!-- reviewed:end -->)/,
    (_, begin: string, end: string) => `${begin}\n${tables}\n${end}`,
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function contentOf(file: string): string | null {
  return existsSync(root + file) ? readFileSync(root + file, 'utf8') : null;
}
