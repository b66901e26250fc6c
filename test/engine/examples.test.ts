import { describe, expect, it } from 'vitest';
import { runExamples } from '../../src/engine.ts';
import { probes } from '../../src/probes/index.ts';
import { memorySource } from '../../src/source/memory.ts';
import { ownBook } from './support.ts';

const book = ownBook();

describe('examples of every rule, through the real gathering and audit', () => {
  for (const rule of book.rules) {
    it(rule.id, async () => {
      const results = await runExamples(book, [rule], probes, (files) => memorySource(files));
      expect(results.filter(({ ok }) => !ok).map(({ kind, name, outcome }) => `${kind}: ${name} → ${outcome}`)).toEqual(
        [],
      );
      expect(results.filter(({ kind }) => kind === 'pass').length).toBeGreaterThanOrEqual(2);
      expect(results.filter(({ kind }) => kind === 'fail').length).toBeGreaterThanOrEqual(2);
      expect(results.filter(({ kind }) => kind === 'skip').length >= 1 || rule.when === undefined).toBe(true);
    });
  }
});
