import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { churn, commit, folderOf, mlready } from './mlready.ts';

const schema = JSON.parse(readFileSync('projects.schema.json', 'utf8'));
const below = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

/** Two projects with a shared licence; one of them is seeded, pinned and has data of its own kept out of Git. */
const monorepo: Readonly<Record<string, string>> = {
  LICENSE: 'MIT License\n\nCopyright (c) 2026 Ada\n\nPermission is hereby granted, free of charge, to any person …\n',
  'README.md': '# Models\n\nInstall with `pip install -r requirements.txt`.\n',
  '.gitignore': '/price/data/\n',
  ...below('churn', churn),
  ...below('price', {
    ...churn,
    'requirements.txt': 'scikit-learn\npandas\n',
    'train.py': (churn['train.py'] ?? '').replaceAll(', random_state=0', '').replaceAll('random_state=0', ''),
  }),
  'web/requirements.txt': 'flask==3.0.0\n',
  'web/app.py': 'from flask import Flask\napp = Flask(__name__)\n',
};

interface Told {
  readonly path: string;
  readonly report: {
    readonly ml: boolean;
    readonly score: number;
    readonly name: string;
    readonly rules: { id: string; verdict: string; findings: { path: string; line: number }[] }[];
    readonly stack: { evidence: { path: string }[] }[];
  };
}

function told(cwd: string, ...more: string[]): Told[] {
  const { code, stdout, stderr } = mlready(['--projects', '--format', 'json', '--quiet', ...more], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const report = JSON.parse(stdout);
  expect(new Ajv2020({ strict: false }).validate(schema, report)).toBe(true);
  return report.projects;
}

function rule({ report }: Told, id: string) {
  return report.rules.find((one) => one.id === id);
}

describe('mlready --projects', () => {
  it('judges each project on its own, by paths of the repository', () => {
    const [one, other, web] = told(folderOf(monorepo)) as [Told, Told, Told];
    expect([one.path, other.path, web.path]).toEqual(['churn', 'price', 'web']);
    expect([one.report.ml, other.report.ml, web.report.ml]).toEqual([true, true, false]);
    expect(one.report.score).toBeGreaterThan(other.report.score);
    expect(rule(one, 'training/seeds')?.verdict).toBe('pass');
    expect(rule(other, 'training/seeds')).toMatchObject({ verdict: 'fail', findings: [{ path: 'price/train.py' }] });
    expect(rule(one, 'environment/pinned')?.verdict).toBe('pass');
    expect(rule(other, 'environment/pinned')).toMatchObject({
      verdict: 'fail',
      findings: [
        { path: 'price/requirements.txt', line: 1 },
        { path: 'price/requirements.txt', line: 2 },
      ],
    });
    for (const { path, report } of [one, other, web]) {
      const places = [...report.rules.flatMap(({ findings }) => findings), ...report.stack.flatMap((s) => s.evidence)];
      const top = ['LICENSE', 'README.md', '.gitignore'];
      expect(places.filter((place) => !place.path.startsWith(`${path}/`) && !top.includes(place.path))).toEqual([]);
    }
  });

  it('lets a project see its ancestors’ files, and judges the licence once', () => {
    const [one, other] = told(folderOf(monorepo)) as [Told, Told];
    for (const project of [one, other]) {
      expect(rule(project, 'documentation/licence')).toMatchObject({
        verdict: 'pass',
        findings: [{ path: 'LICENSE', line: 1 }],
      });
      expect(rule(project, 'documentation/install')?.verdict).toBe('pass');
    }
  });

  it('tells a leak in every project', () => {
    const cwd = folderOf({ ...monorepo, 'churn/key.py': 'TOKEN = "hf\x5fQvLpZtRwYxKcNbMjHgFdSaPoIuYtReWqLk"\n' });
    for (const project of told(cwd)) {
      expect(rule(project, 'security/no-secrets')).toMatchObject({
        verdict: 'fail',
        findings: [{ path: 'churn/key.py' }],
      });
    }
  });

  it('obeys ignored paths and waivers of the repository', () => {
    const config = [
      'ignore: [price/scratch/]',
      'waivers:',
      '  - { rule: training/seeds, path: price/, reason: Chance is measured. }',
      '  - { rule: training/seeds, path: nowhere/, reason: Nothing. }',
      '',
    ].join('\n');
    const cwd = folderOf({ ...monorepo, '.mlready.yml': config, 'price/scratch/b.py': 'import numpy_financial\n' });
    const { stdout } = mlready(['--projects', '--format', 'json', '--quiet'], { cwd });
    const report = JSON.parse(stdout);
    const price = report.projects[1] as Told;
    expect(rule(price, 'training/seeds')?.verdict).toBe('waived');
    expect(rule(price, 'environment/complete')?.verdict).toBe('pass');
    expect(report.notices.map(({ message }: { message: string }) => message)).toEqual([
      'the waiver of training/seeds is not needed in any project',
    ]);
  });

  it('shows a table, then each in short, in text and Markdown; and fails by the worst', () => {
    const cwd = folderOf(monorepo);
    commit(cwd);
    const text = mlready(['--projects', '--rev', 'main', '--fail-under', '99'], { cwd });
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/^mlready .* 3 projects\n\n {2}[A-F] +[\d.]+ {2}price .*\n {2}[A-F] +[\d.]+ {2}churn /);
    expect(text.stdout).toContain('Not about machine learning: web.');
    expect(text.stdout).toMatch(/\/price @ [0-9a-f]{7}/);
    expect(text.stderr).toMatch(/^mlready: churn: the score [\d.]+ is below 99 \(--fail-under\)\nmlready: price: /);
    const quiet = mlready(['--projects', '--quiet'], { cwd });
    expect(quiet).toMatchObject({ code: 0, stderr: '' });
    expect(quiet.stdout.split('\n').length).toBeLessThan(10);
    const markdown = mlready(['--projects', '--format', 'markdown'], { cwd }).stdout;
    expect(markdown).toContain('| Project | Score | Fail | First step |');
    expect(markdown).toContain('<details><summary>price</summary>');
    const worst = told(cwd)[1]?.report.score ?? 0;
    expect(mlready(['--projects', '--quiet', '--fail-under', String(Math.floor(worst))], { cwd }).code).toBe(0);
    expect(mlready(['--projects', '--quiet', '--fail-on', 'any:high'], { cwd }).code).toBe(1);
  });

  it('says the same as an audit where there is one project', () => {
    const cwd = folderOf(churn);
    const [only] = told(cwd) as [Told];
    const plain = JSON.parse(mlready(['--format', 'json', '--quiet'], { cwd }).stdout);
    expect(only.path).toBe('');
    expect(only.report.rules).toEqual(plain.rules);
    expect(only.report.score).toBe(plain.score);
  });

  it('goes with no baseline and no SARIF', () => {
    const cwd = folderOf(churn);
    expect(mlready(['--projects', '--baseline', 'x.json'], { cwd }).code).toBe(2);
    expect(mlready(['--projects', '--format', 'sarif'], { cwd })).toMatchObject({
      code: 2,
      stderr: 'mlready: --projects has no SARIF; audit one project at a time by its path\n',
    });
  });
});
