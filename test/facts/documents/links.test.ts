import { describe, expect, it } from 'vitest';
import { targetOf } from '../../../src/facts/documents/links.ts';

describe('links of documents, as GitHub resolves them', () => {
  const inside = (from: string, url: string) => {
    const target = targetOf(from, url);
    return target.kind === 'inside' ? target.path : target.kind;
  };

  it.each([
    ['README.md', 'docs/guide.md', 'docs/guide.md'],
    ['README.md', './docs/guide.md#first', 'docs/guide.md'],
    ['docs/guide.md', '../images/roc.png?raw=true', 'images/roc.png'],
    ['docs/guide.md', '/images/roc%20curve.png', 'images/roc curve.png'],
    ['docs/guide.md', 'images\\roc.png', 'docs/images/roc.png'],
    ['docs/guide.md', '..', ''],
    ['README.md', '100%.md', '100%.md'],
  ])('%s: %s', (from, url, path) => {
    expect(inside(from, url)).toBe(path);
  });

  it.each([
    ['README.md', '../../issues'],
    ['README.md', '../../wiki/Home'],
    ['README.md', '../master/LICENSE'],
    ['README.md', '#results'],
    ['README.md', 'https://example.com/a.md'],
    ['README.md', '//example.com/a.png'],
    ['README.md', 'mailto:ada@example.com'],
    ['README.md', 'data:image/png;base64,AAAA'],
    ['README.md', '{{ cookiecutter.name }}/x.md'],
    ['README.md', '?tab=readme'],
  ])('%s: %s leads elsewhere', (from, url) => {
    expect(inside(from, url)).toBe('elsewhere');
  });

  it('tells what leads out of the repository', () => {
    expect(inside('README.md', '../images/roc.png')).toBe('above');
    expect(inside('docs/guide.md', '../../images/roc.png')).toBe('above');
  });
});
