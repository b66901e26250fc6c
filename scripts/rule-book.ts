import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Probes } from '../src/grammar.ts';
import type { RuleBook } from '../src/model.ts';
import { loadRules, type RuleFile } from '../src/rules.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The rule files of this repository. */
export function ruleFiles(): RuleFile[] {
  return readdirSync(`${root}rules`, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.yml'))
    .sort()
    .map((path) => ({ path, text: readFileSync(`${root}rules/${path}`, 'utf8') }));
}

/** The rule book of this repository. @throws Error with every problem in it */
export function ruleBook(probes: Probes, files: readonly RuleFile[] = ruleFiles()): RuleBook {
  const loaded = loadRules(files, probes);
  if ('book' in loaded) return loaded.book;
  const lines = loaded.problems.map(({ file, line, message }) => `rules/${file}:${line ?? 1}: ${message}`);
  throw new Error(`the rules are not valid:\n${lines.join('\n')}`);
}
