import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ts from 'typescript';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exportOf, newProbe, newRule } from '../../scripts/scaffold.ts';
import { runExamples } from '../../src/engine.ts';
import { probes } from '../../src/probes/index.ts';
import { loadRules } from '../../src/rules.ts';
import { memorySource } from '../../src/source/memory.ts';
import { ownBook } from '../engine/support.ts';

const traits = readFileSync('rules/traits.yml', 'utf8');

/** Runs the script in a folder of its own that holds the rule book's traits. */
function run(...args: string[]): { readonly folder: string; again(): { code: number | null; out: string } } {
  const folder = mkdtempSync(join(tmpdir(), 'mlready-new-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'rules'));
  writeFileSync(join(folder, 'rules', 'traits.yml'), traits);
  const script = [resolve('node_modules/tsx/dist/cli.mjs'), resolve('scripts/new.ts'), ...args];
  const again = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, script, { cwd: folder, encoding: 'utf8' });
    return { code: status, out: stdout + stderr };
  };
  return { folder, again };
}

describe('npm run new-rule', () => {
  it('makes a valid rule whose examples do not hold yet', async () => {
    const { files } = newRule('data/owned', traits);
    const loaded = loadRules(
      [{ path: 'data/owned.yml', text: files['rules/data/owned.yml'] ?? '' }],
      probes,
      ownBook(),
    );
    if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
    const rules = loaded.book.rules.filter(({ id }) => id === 'data/owned');
    const results = await runExamples(loaded.book, rules, probes, memorySource);
    expect(results).toHaveLength(4);
    expect(results.some(({ ok }) => ok)).toBe(false);
  });

  it('refuses ids that are none', () => {
    for (const id of ['', 'data', 'Data/Owned', 'data/a/b', '../x/y', 'data/..', 'data/a.yml']) {
      expect(() => newRule(id, traits), id).toThrow('expected CATEGORY/NAME');
    }
    expect(() => newRule('team/owner', traits)).toThrow('unknown category "team", there are data,');
  });

  it('writes the file, says what to do next, and never overwrites', () => {
    const { folder, again } = run('rule', 'data/owned');
    const first = again();
    expect(first.code).toBe(0);
    expect(first.out).toContain('wrote rules/data/owned.yml\n');
    expect(first.out).toContain('examples.test.ts -t data/owned');
    writeFileSync(join(folder, 'rules/data/owned.yml'), 'mine');
    expect(again()).toEqual({ code: 2, out: 'rules/data/owned.yml exists already, nothing was written\n' });
    expect(readFileSync(join(folder, 'rules/data/owned.yml'), 'utf8')).toBe('mine');
  });
});

describe('npm run new-probe', () => {
  it('makes a probe that the generator takes and a test that fails', async () => {
    const { files } = newProbe('team-owner');
    const text = files['src/probes/team-owner.ts'] ?? '';
    const { outputText, diagnostics } = ts.transpileModule(text, {
      reportDiagnostics: true,
      compilerOptions: { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2023 },
    });
    expect(diagnostics).toEqual([]);
    const { teamOwner } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
    expect(() => new Ajv2020().compile(teamOwner.options)).not.toThrow();
    expect(teamOwner.run(null, {})).toEqual({ seen: [] });
    expect(files['test/probes/team-owner.test.ts']).toContain(
      "import { teamOwner } from '../../src/probes/team-owner.ts'",
    );
    expect(exportOf('import')).toBe('importProbe');
  });

  it('refuses names that are none', () => {
    for (const name of ['', 'index', 'Owner', 'a/b', '../x', 'a-', 'a.ts']) {
      expect(() => newProbe(name), name).toThrow('expected a noun');
    }
  });

  it('writes both files and says what to do next', () => {
    const { folder, again } = run('probe', 'team-owner');
    expect(again().out).toMatch(
      /^wrote src\/probes\/team-owner\.ts\nwrote test\/probes\/team-owner\.test\.ts\n.*TODO/s,
    );
    expect(existsSync(join(folder, 'test/probes/team-owner.test.ts'))).toBe(true);
    expect(again().code).toBe(2);
  });
});
