import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import config from '../rolldown.config.ts';
import { describe } from '../src/cli/describe.ts';
import type { RuleBook } from '../src/model.ts';
import { probes } from '../src/probes/index.ts';
import type { Explanations } from '../src/surface/book.ts';
import { bundle, leanBook } from './bundle.ts';
import { reportStyle } from './report-style.ts';
import { root, ruleBook } from './rule-book.ts';

const dist = `${root}dist`;
const book = ruleBook(probes);
const { files, notices } = await bundle(config);

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
for (const [name, content] of files) writeFileSync(`${dist}/${name}`, content);
chmodSync(`${dist}/cli.js`, 0o755);
writeFileSync(`${dist}/rules.json`, leanBook(book));
writeFileSync(`${dist}/report.css`, reportStyle());
writeFileSync(`${dist}/explanations.json`, JSON.stringify(explanations(book)));
writeFileSync(`${root}THIRD-PARTY-NOTICES.md`, notices);

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
