import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Report, ReportRule } from '../../src/model.ts';
import { ownBook, reportOn } from './support.ts';

const book = ownBook();
const practices = (book.crosswalks.find(({ id }) => id === 'practices')?.sections ?? []).flatMap(({ items }) => items);
const known = new Set(book.rules.map(({ id }) => id));

/** Where a practice is kept to and where it is not, if another repository shows it than for most. */
const elsewhere: Readonly<Record<string, { readonly kept: string; readonly broken: string }>> = {
  'practices/3': { kept: 'engineered', broken: 'untold' },
  'practices/6': { kept: 'engineered', broken: 'untold' },
  'practices/7': { kept: 'engineered', broken: 'untold' },
  'practices/10': { kept: 'finetuned', broken: 'prompted' },
  'practices/22': { kept: 'finetuned', broken: 'prompted' },
  'practices/26': { kept: 'finetuned', broken: 'prompted' },
};
const usual = { kept: 'engineered', broken: 'careless' };

const reports = new Map<string, Promise<Report>>();

/** The report on `fixtures/NAME.yml`, which maps paths to contents. */
function reportOf(name: string): Promise<Report> {
  const file = fileURLToPath(new URL(`../../fixtures/${name}.yml`, import.meta.url));
  const report = reports.get(name) ?? reportOn(parse(readFileSync(file, 'utf8')), book);
  reports.set(name, report);
  return report;
}

function placesOf({ findings, because }: ReportRule): string[] {
  return [...findings.filter(({ confidence }) => confidence !== 'hint'), ...because].map(
    ({ path, line }) => `${path}:${line}`,
  );
}

describe('each practice passes where it is kept to and fails where it is not, with file and line', () => {
  it('of 27', () => expect(practices).toHaveLength(27));

  for (const { id, says, rules } of practices) {
    const present = rules.filter((rule) => known.has(rule));
    const absent = rules.filter((rule) => !known.has(rule));
    const name = `${id} ${says}${absent.length === 0 ? '' : ` (rules that are not there: ${absent.join(', ')})`}`;
    if (present.length === 0) {
      it.todo(name);
      continue;
    }
    it(name, async () => {
      const { kept, broken } = elsewhere[id] ?? usual;
      const of = async (repository: string) =>
        (await reportOf(repository)).rules.filter((rule) => present.includes(rule.id));

      const good = await of(kept);
      const wrong = good.filter(
        (rule) => rule.verdict === 'fail' || rule.verdict === 'unknown' || rule.blockedBy !== null,
      );
      expect(wrong.map((rule) => `${rule.id} ${rule.verdict}s at ${placesOf(rule)}`)).toEqual([]);
      const passing = good.filter(({ verdict }) => verdict === 'pass');
      expect(passing.flatMap(placesOf).filter((place) => /:[1-9]\d*$/.test(place))).not.toEqual([]);

      const failing = (await of(broken)).filter(({ verdict }) => verdict === 'fail');
      expect(failing.flatMap(placesOf).filter((place) => /:[1-9]\d*$/.test(place))).not.toEqual([]);
    });
  }
});
