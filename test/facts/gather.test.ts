import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/defaults.ts';
import { gather } from '../../src/facts/gather.ts';
import { projectsOf, projectView } from '../../src/facts/projects.ts';
import type { Config, FileText, Need, Reader } from '../../src/model.ts';
import { memorySource } from '../../src/source/memory.ts';

/** Remembers what it was asked to read. */
function listener(more: Partial<Reader<string>> = {}): Reader<string> & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    kind: 'listener',
    cap: 'text',
    matches: (path) => path.endsWith('.txt'),
    parse: ({ path, text }: FileText) => {
      asked.push(path);
      if (text.includes('broken')) throw new Error('broken on purpose');
      return { value: text, refers: text.startsWith('see ') ? [text.slice(4)] : [] };
    },
    asked,
    ...more,
  };
}

const on = (tree: Record<string, string>, needs: readonly Need[], config: Partial<Config> = {}) =>
  gather(memorySource(tree), needs, { ...defaultConfig, ...config });

describe('gathering', () => {
  it('reads only what holds a needle, and knows for whom an unread file matters', async () => {
    const reader = listener();
    const tree = {
      'a.txt': 'torch.load(x)',
      'b.txt': 'upload(x) of torch',
      'c.txt': 'nothing',
      'd.txt': 'broken torch.load(x)',
    };
    const need = { reader, needles: ['torch&&<load('] };
    const facts = await on(tree, [need]);
    expect(reader.asked).toEqual(['a.txt', 'd.txt']);
    expect(facts.unread(need)).toEqual([expect.objectContaining({ path: 'd.txt', reason: 'broken on purpose' })]);
    expect(facts.unread({ reader, needles: ['keras'] })).toEqual([]);
  });

  it('leaves vendored and ignored places alone, but not for who reads everywhere', async () => {
    const tree = {
      'a.txt': '',
      'vendor/b.txt': '',
      'old/c.txt': '',
      'data/d.txt': '',
      '.gitattributes': 'data/* linguist-vendored\n',
    };
    const reader = listener();
    const facts = await on(tree, [{ reader }], { ignore: ['old/'] });
    expect(reader.asked).toEqual(['a.txt']);
    expect(facts.place('data/d.txt')).toBe('vendored');
    const everywhere = listener({ everywhere: true });
    await on(tree, [{ reader: everywhere }], { ignore: ['old/'] });
    expect(everywhere.asked).toEqual(['a.txt', 'data/d.txt', 'old/c.txt', 'vendor/b.txt']);
  });

  it('follows what a document refers to, once, whatever it is called', async () => {
    const reader = listener();
    const facts = await on({ 'a.txt': 'see b.in', 'b.in': 'see a.txt', 'c.in': '' }, [{ reader }]);
    expect(reader.asked).toEqual(['a.txt', 'b.in']);
    expect(facts.documents(reader).map(({ path }) => path)).toEqual(['a.txt', 'b.in']);
  });

  it('follows a reference to a file that another reader reads, too', async () => {
    const reader = listener();
    const other = listener({ kind: 'other', matches: () => true });
    await on({ 'a.txt': 'see b.in', 'b.in': '' }, [{ reader }, { reader: other }]);
    expect(reader.asked).toEqual(['a.txt', 'b.in']);
    expect(other.asked).toEqual(['a.txt', 'b.in']);
  });

  it('lists what is too large or binary as unread', async () => {
    const reader = listener();
    const tree = { 'large.txt': 'x'.repeat(2000), 'binary.txt': 'a\0b', 'good.txt': '' };
    const facts = await on(tree, [{ reader }], { limits: { text: 1000, lock: 1000, notebook: 5000 } });
    expect(facts.unread({ reader }).map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      'binary.txt: binary content',
      'large.txt: larger than 1000 bytes',
    ]);
  });

  it('misses nothing in a template, which is no document before somebody fills it in', async () => {
    const reader = listener();
    const tree = { '{{cookiecutter.name}}/a.txt': 'broken', 'src/{% if api %}b{% endif %}.txt': 'broken', 'c.txt': '' };
    const facts = await on(tree, [{ reader }]);
    expect(reader.asked).toHaveLength(3);
    expect(facts.unread({ reader })).toEqual([]);
    const everywhere = listener({ everywhere: true });
    expect((await on(tree, [{ reader: everywhere }])).unread({ reader: everywhere })).toHaveLength(2);
  });

  it('reads a file of any size in windows that overlap', async () => {
    const lines: string[] = [];
    const reader = listener({
      cap: 'none',
      windowed: true,
      parse: ({ text, firstLine }) => {
        const at = text.indexOf('needle');
        if (at >= 0) lines.push(`${firstLine + text.slice(0, at).split('\n').length - 1}`);
        return { value: '' };
      },
    });
    const line = `${'x'.repeat(1023)}\n`;
    const text = `${line.repeat(8 * 1024 - 1)}${'y'.repeat(1000)} needle\n${line.repeat(9 * 1024)}`;
    await on({ 'huge.txt': text }, [{ reader }], { limits: { text: 1000, lock: 1000, notebook: 1000 } });
    expect(new Set(lines)).toEqual(new Set([`${8 * 1024}`]));
  });

  it('reads only places that somebody asks for', async () => {
    const reader = listener();
    await on({ 'a.txt': '', 'tests/b.txt': '', 'docs/c.txt': '' }, [{ reader, places: ['tests'] }]);
    expect(reader.asked).toEqual(['tests/b.txt']);
  });

  it('reads UTF-16, Western European and marked UTF-8', async () => {
    const reader = listener();
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...'grün'].map((c) => c.charCodeAt(0))).buffer),
    ]);
    const western = new Uint8Array([...'grün'].map((c) => c.charCodeAt(0)));
    const marked = new TextEncoder().encode('\ufeffgrün');
    const source = memorySource({ 'a.txt': utf16, 'b.txt': western, 'c.txt': marked });
    const facts = await gather(source, [{ reader }], defaultConfig);
    expect(facts.documents(reader).map(({ value }) => value)).toEqual(['grün', 'grün', 'grün']);
  });
});

describe('places', () => {
  it.each([
    ['train.py', 'code'],
    ['test.py', 'code'],
    ['src/test_model.py', 'tests'],
    ['tests/data/a.csv', 'tests'],
    ['data/test/a.csv', 'code'],
    ['docs/conf.py', 'docs'],
    ['examples/train.py', 'examples'],
    ['examples/tests/test_a.py', 'tests'],
    ['third_party/sort/sort.py', 'vendored'],
    ['.venv/lib/python3/site-packages/x.py', 'vendored'],
    ['src/._train.py', 'vendored'],
    ['__MACOSX/src/train.py', 'vendored'],
  ])('%s is %s', async (path, place) => {
    const facts = await on({ [path]: '', 'main.py': '' }, []);
    expect(facts.place(path)).toBe(place);
  });

  it('examples are the code of a repository that has no other', async () => {
    const facts = await on({ 'examples/a.py': '', 'README.md': '' }, []);
    expect(facts.place('examples/a.py')).toBe('code');
  });
});

describe('projects', () => {
  it('are folders with a manifest and code, and see what stands above them', async () => {
    const facts = await on(
      {
        'README.md': '',
        'requirements.txt': '',
        'ml/requirements.txt': '',
        'ml/train.py': '',
        'web/pyproject.toml': '',
        'web/app/main.py': '',
        'docs/requirements.txt': '',
        'docs/conf.py': '',
      },
      [],
    );
    expect(projectsOf(facts).map(({ root }) => root)).toEqual(['ml', 'web']);
    expect(projectView(facts, { root: 'ml' }).files.map(({ path }) => path)).toEqual([
      'README.md',
      'ml/requirements.txt',
      'ml/train.py',
      'requirements.txt',
    ]);
  });
});
