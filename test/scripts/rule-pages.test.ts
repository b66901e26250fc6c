import { describe, expect, it } from 'vitest';
import { rulePages } from '../../scripts/rule-pages.ts';
import { probes } from '../../src/probes/index.ts';
import { secretRules } from '../../src/score.ts';
import { ownBook } from '../engine/support.ts';

const book = ownBook();
const pages = rulePages(book, probes);

describe('the pages of the rules', () => {
  it('are one a rule and an index that links to each', () => {
    expect([...pages.keys()].sort()).toEqual(['README.md', ...book.rules.map(({ id }) => `${id}.md`)].sort());
    for (const { id } of book.rules) expect(pages.get('README.md')).toContain(`- [${id}](${id}.md): `);
  });

  it('tell statement, reason, severity, conditions, remedies, sources and examples of every rule', () => {
    for (const rule of book.rules) {
      const page = pages.get(`${rule.id}.md`) ?? '';
      for (const heading of ['Severity', 'Applies when', 'What is looked for', 'How to satisfy it', 'Examples']) {
        expect(page, rule.id).toContain(`\n## ${heading}\n\n`);
      }
      for (const link of rule.see) expect(page).toContain(`- <${link}>\n`);
      for (const kind of ['### Passes: ', '### Fails: ']) expect(page, rule.id).toContain(kind);
      expect(page, rule.id).toMatch(/^# .+\n\n`[a-z]+\/[a-z-]+` · /);
      expect(page.split('\n## Examples')[0], rule.id).not.toMatch(/\n{3}|: undefined|\[object/);
    }
  });

  it('repeat no credential, be it invented', () => {
    for (const id of secretRules) expect(pages.get(`${id}.md`)).not.toMatch(/hf_[A-Za-z0-9]{20}|BEGIN .*PRIVATE KEY/);
  });

  it('name the items of lists in words', () => {
    expect(pages.get('data/versioned.md')).toContain('`practice-1`: Data sets and checkpoints are versioned');
    expect(pages.get('data/validation.md')).toContain('`ml-test-score/data-1`: A schema says');
  });
});
