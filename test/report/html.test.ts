import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model.ts';
import { badge } from '../../src/report/badge.tsx';
import { html } from '../../src/report/html.tsx';
import { anyReport } from './arbitrary.ts';
import { samples } from './samples.ts';

const tags =
  'html|head|meta|title|body|main|h1|h2|h3|h4|section|article|div|span|p|a|code|pre|ul|ol|li|dl|dt|dd|details|summary|svg|rect|br';
const opening = new RegExp(`<(?:${tags})(?: [a-zA-Z-]+(?:="[^"<>]*")?)* ?/?>`, 'g');
const closing = new RegExp(`</(?:${tags})>`, 'g');

/** What is left of a page once its own tags and style are taken out: text, in which nothing may be markup. */
function leftOver(page: string): string {
  return page
    .replace('<!DOCTYPE html>', '')
    .replace(/<style>[^<]*<\/style>/, '')
    .replaceAll(opening, '')
    .replaceAll(closing, '');
}

const page = (report: Report) =>
  html(report, { style: 'a > b { color: red }', ruleLink: (id) => `https://example.org/${encodeURIComponent(id)}` });

describe('the HTML report', () => {
  it.each(Object.entries(samples))('tells grade, practices and remedies: %s', (_, report) => {
    const text = page(report);
    expect(text).toContain('<html lang="en">');
    if (report.grade !== null) expect(text).toMatch(new RegExp(`<span class="grade[^>]*>${report.grade}</span>`));
    expect(leftOver(text)).not.toMatch(/[<>]/);
  });

  it('holds no markup but its own, whatever a repository calls its things', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(leftOver(page(report))).not.toMatch(/[<>]/);
      }),
      { numRuns: 60 },
    );
  });

  it('links nowhere but to where it was told to', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        for (const [, address = ''] of page(report).matchAll(/ href="([^"]*)"/g)) {
          expect(address).toMatch(/^(?:#|https:\/\/example\.org\/)/);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the badge', () => {
  it('shows the grade with a score that it reaches', () => {
    expect(badge({ grade: 'B', score: 76.9 })).toContain('>B 76</text>');
    expect(badge({ grade: null, score: null })).toContain('>no grade</text>');
  });
});
