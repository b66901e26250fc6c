import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { rolldown } from 'rolldown';
import config from '../rolldown.config.ts';
import type { Explanations } from '../src/cli/book.ts';
import { describe } from '../src/cli/describe.ts';
import type { RuleBook } from '../src/model.ts';
import { probes } from '../src/probes/index.ts';
import { notices } from './notices.ts';
import { root, ruleBook } from './rule-book.ts';

const dist = `${root}dist`;
const book = ruleBook(probes);
const { output, ...input } = config;
const bundle = await rolldown(input);
const built = await bundle.generate(output);
await bundle.close();

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const modules = new Set<string>();
for (const chunk of built.output) {
  writeFileSync(`${dist}/${chunk.fileName}`, chunk.type === 'chunk' ? chunk.code : chunk.source);
  if (chunk.type !== 'chunk') continue;
  for (const id of chunk.moduleIds) modules.add(id);
  for (const name of [...chunk.imports, ...chunk.dynamicImports]) {
    const known = isBuiltin(name) || built.output.some(({ fileName }) => fileName === name);
    if (!known) throw new Error(`${name} is not in the bundle; ${chunk.fileName} imports it`);
  }
}
chmodSync(`${dist}/cli.js`, 0o755);
writeFileSync(`${dist}/rules.json`, JSON.stringify(withoutExamples(book)));
writeFileSync(`${dist}/explanations.json`, JSON.stringify(explanations(book)));
writeFileSync(`${root}THIRD-PARTY-NOTICES.md`, notices(modules));

function withoutExamples({ rules, ...rest }: RuleBook): unknown {
  return { ...rest, rules: rules.map(({ examples, ...rule }) => rule) };
}

function explanations({ rules }: RuleBook): Explanations {
  return Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      {
        looksFor: describe(rule.expect, book, probes),
        appliesWhen: rule.when === undefined ? [] : describe(rule.when, book, probes),
        examples: rule.examples,
      },
    ]),
  );
}
