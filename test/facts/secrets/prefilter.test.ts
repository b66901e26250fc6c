import { rules as preset } from '@secretlint/secretlint-rule-preset-recommend';
import { describe, expect, test } from 'vitest';
import { anchorsOf } from '../../../src/facts/secrets/anchors.ts';
import { suspects } from '../../../src/facts/secrets/prefilter.ts';
import { presetHits, presetRules } from '../../../src/facts/secrets/preset.ts';
import { rules } from '../../../src/facts/secrets/rules.ts';
import { drawn, positives, presetPositives } from './samples.ts';

const leftOut = ['filter-comments', 'gcp', 'aws', 'npm', 'slack', 'basicauth', 'database-connection-string'];

describe('the prefilter loses nothing', () => {
  test('every scanner of the preset is either run or left out on purpose, and has samples', () => {
    const ids = preset.map(({ meta }) => meta.id.replace('@secretlint/secretlint-rule-', ''));
    expect([...presetRules.keys(), ...leftOut].sort()).toEqual(ids.sort());
    expect(Object.keys(presetPositives).sort()).toEqual([...presetRules.keys()].sort());
  });

  test.each(Object.entries(presetPositives))('preset rule %s', async (name, texts) => {
    for (const text of texts) {
      for (const around of [text, `x = "${text}"`, `${drawn(50)} ${text}\n${drawn(50)}`]) {
        expect(await presetHits(new Set([name]), around, 'a.txt'), 'the rule alone').not.toEqual([]);
        expect(suspects(around)?.preset.has(name), 'with the prefilter').toBe(true);
      }
    }
  });

  test('every rule of ours that finds something in a sample is suspected there', () => {
    const seen = new Set<string>();
    for (const [, text] of positives) {
      for (const around of [text, `\n${text}\n`, `  "${text}" `, `é漢字${text}é`, ` ${text}`, `  ${text}`]) {
        for (const rule of rules) {
          rule.pattern.lastIndex = 0;
          if (!rule.pattern.test(around)) continue;
          seen.add(rule.kind);
          expect(suspects(around)?.rules.has(rule), `${rule.kind} in ${rule.pattern}`).toBe(true);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(45);
  });

  test('text without any anchor suspects nothing', () => {
    expect(suspects('import torch\nmodel = torch.nn.Linear(3, 4)\n')).toBeNull();
    expect(suspects('')).toBeNull();
  });
});

describe('literals that a pattern needs', () => {
  test.each([
    [/hf_[A-Za-z]{34}/, ['hf_']],
    [/gh[po]_\w{36}/, ['gho_', 'ghp_']],
    [/(?<!\p{L})(?:lin|log)_api_[a-z]+(?!x)/u, ['lin_api_', 'log_api_']],
    [/sk-(?:proj-)?\w{20}T3Blbk\w*/, ['T3Blbk']],
    [/WANDB_(?:API_)?KEY\s*=/i, ['wandb_api_key', 'wandb_key']],
    [/\bab(?:c|d)?e?fgh\b/, ['abcefgh', 'abcfgh', 'abdefgh', 'abdfgh', 'abefgh', 'abfgh']],
    [/x{3}abc|defg+/, ['abc', 'def']],
  ])('%s', (pattern, literals) => {
    expect(anchorsOf(pattern)).toEqual(literals);
  });

  test('a pattern that needs none is refused', () => {
    expect(() => anchorsOf(/[a-z]{40}/)).toThrow('no literal');
    expect(() => anchorsOf(/abc|[0-9]{9}/)).toThrow('no literal');
  });
});
