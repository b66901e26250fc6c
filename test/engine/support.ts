import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultConfig } from '../../src/defaults.ts';
import { auditSource } from '../../src/engine.ts';
import type { Probes } from '../../src/grammar.ts';
import type { Config, Report, RuleBook } from '../../src/model.ts';
import { probes } from '../../src/probes/index.ts';
import { loadRules } from '../../src/rules.ts';
import { memorySource } from '../../src/source/memory.ts';

const folder = fileURLToPath(new URL('../../rules/', import.meta.url));

/** The rule book of the product, loaded from its YAML. */
export function ownBook(): RuleBook {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yml'))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(folder + path, 'utf8') }));
  const loaded = loadRules(files, probes);
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.book;
}

export const date = '2026-11-21';

/** The report on a repository that is given as path → content. */
export function reportOn(
  tree: Record<string, string | Uint8Array>,
  book: RuleBook,
  config: Config = defaultConfig,
  using: Probes = probes,
): Promise<Report> {
  return auditSource(memorySource(tree, { name: 'example' }), book, config, { date, version: '0.0.0', probes: using });
}
