import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model.ts';
import { sarif } from '../../src/report/sarif.ts';
import { anyReport } from './arbitrary.ts';
import { at, samples } from './samples.ts';

const schemas = createRequire(import.meta.url).resolve('schemastore/package.json');
const schema = JSON.parse(readFileSync(new URL('schemas/json/sarif-2.1.0.json', `file://${schemas}`), 'utf8'));
const validate = new Ajv({
  strict: false,
  unicodeRegExp: false,
  allErrors: true,
  formats: { uri: true, 'uri-reference': isReference, 'date-time': true },
}).compile(schema);

function isReference(text: string): boolean {
  return URL.canParse(text, 'https://example.org/') && !/[\s<>"{}|\\^`]/.test(text);
}

const logOf = (report: Report, prefix = ''): Log =>
  JSON.parse(
    sarif(
      report,
      [
        {
          id: 'data/versioned',
          title: 'T',
          why: 'Because.',
          see: ['https://dvc.org/doc'],
          fix: [{ say: 'Run dvc init.' }],
        },
      ],
      { prefix },
    ),
  );

describe('the SARIF log', () => {
  it.each(Object.entries(samples))('%s is valid by the schema', (_, report) => {
    expect(validate(logOf(report)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });

  it('stays valid whatever an audited repository says', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(validate(logOf(report)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  const middling = samples.middling as Report;
  it('has one result a finding, at its line, with the level of its severity and the remedy', () => {
    const results = logOf(middling).runs[0]?.results ?? [];
    for (const rule of middling.rules.filter(
      ({ verdict, severity, advice }) => verdict === 'fail' && severity !== 'off' && !advice,
    )) {
      const own = results.filter(({ ruleId, level }) => ruleId === rule.id && level !== 'note');
      const places = rule.findings.filter(({ confidence }) => confidence !== 'hint');
      if (rule.severity === 'low') continue;
      expect(own).toHaveLength(Math.max(1, places.length));
      for (const [index, place] of places.entries()) {
        const physical = own[index]?.locations?.[0]?.physicalLocation;
        expect(decodeURIComponent(physical?.artifactLocation?.uri ?? '')).toBe(place.path);
        if (place.cell === undefined) expect(physical?.region?.startLine).toBe(place.line);
        if (rule.fix !== null) expect(own[index]?.message.text).toContain(rule.fix);
      }
    }
  });

  it('names files from the top of the repository when a folder was judged', () => {
    const uris = (logOf(middling, 'models/churn/').runs[0]?.results ?? []).map(
      (one) => one.locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    );
    expect(uris.filter((uri) => uri?.startsWith('models/churn/')).length).toBeGreaterThan(0);
    expect(uris.every((uri) => uri?.startsWith('models/churn/') || uri?.startsWith('no%20file'))).toBe(true);
  });

  it('keeps the fingerprint of a finding that only moved', () => {
    const moved = (line: number): Report => ({
      ...middling,
      rules: middling.rules.map((rule) =>
        rule.verdict === 'fail' ? { ...rule, findings: [at(`src/a.py:${line}`, 'calls torch.load')] } : rule,
      ),
    });
    const prints = (report: Report) =>
      logOf(report).runs[0]?.results?.map(({ partialFingerprints }) => partialFingerprints);
    expect(prints(moved(4))).toEqual(prints(moved(40)));
  });

  it('shows the way from source to sink', () => {
    const trace = [at('a.py:10', 'read'), at('a.py:14', 'scaled with all rows'), at('a.py:20', 'split')];
    const report = {
      ...middling,
      rules: middling.rules.map((rule) => ({
        ...rule,
        findings: [at('a.py:14', 'fitted before the split', { trace })],
      })),
    };
    const flows = logOf(report).runs[0]?.results?.[0]?.codeFlows?.[0]?.threadFlows[0]?.locations;
    expect(flows?.map(({ location }) => location?.physicalLocation?.region?.startLine)).toEqual([10, 14, 20]);
  });
});
