import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { json } from '../../src/report/json.ts';
import { reportSchema, type Schema } from '../../src/report/schema.ts';
import { anyReport } from './arbitrary.ts';
import { good, samples, unknowns } from './samples.ts';

const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(reportSchema);

describe('the JSON report', () => {
  test.each(Object.entries(samples))('%s keeps the contract', (_, report) => {
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.parse(json(report))).toEqual(report);
    expect(validate(JSON.parse(json(report)))).toBe(true);
  });

  test('holds any strings', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const text = json(report);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  test('has its keys in the order of the contract, whatever the order they came in', () => {
    const reversed = JSON.parse(JSON.stringify(unknowns), (_, value) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(json(reversed)).toBe(json(unknowns));
    expect(Object.keys(JSON.parse(json(reversed)))).toEqual([
      'schemaVersion',
      'tool',
      'name',
      'commit',
      'date',
      'ml',
      'mlReason',
      'profile',
      'profileReason',
      'traits',
      'score',
      'scoreUpTo',
      'grade',
      'gradeCap',
      'outOfReach',
      'nextGrade',
      'counts',
      'categories',
      'rules',
      'stack',
      'skills',
      'unread',
      'baseline',
      'notices',
    ]);
  });

  test('is indented by two spaces and ends with a line break', () => {
    expect(json(good)).toMatch(/^\{\n {2}"schemaVersion": 1,\n[\s\S]*\n\}\n$/);
  });
});

describe('the schema', () => {
  test('refuses keys it does not know, and misses none, at every level', () => {
    for (const [place, schema] of objects(reportSchema, 'report')) {
      if (place.endsWith('.traits')) continue;
      expect(schema.additionalProperties, place).toBe(false);
      const optional = Object.keys(schema.properties ?? {}).filter(
        (key) => !(schema.required as string[]).includes(key),
      );
      expect(
        optional.filter((key) => !['cell', 'fingerprint', 'known'].includes(key)),
        place,
      ).toEqual([]);
    }
    expect(validate({ ...good, extra: 1 })).toBe(false);
    const { unread: _, ...less } = good;
    expect(validate(less)).toBe(false);
  });

  test('describes every property', () => {
    for (const [place, schema] of objects(reportSchema, 'report')) {
      for (const [key, property] of Object.entries(schema.properties ?? {})) {
        expect(property.description, `${place}.${key}`).toMatch(/\.$/);
      }
    }
  });
});

function objects(schema: Schema, place: string): [string, Schema][] {
  const own: [string, Schema][] = [schema.type].flat().includes('object') ? [[place, schema]] : [];
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => objects(value, `${place}.${key}`));
  return [...own, ...inner, ...(schema.items ? objects(schema.items, `${place}[]`) : [])];
}
