import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lock } from '../../../src/facts/dependencies/lock.ts';
import { manifest } from '../../../src/facts/dependencies/manifest.ts';
import type { Manifest } from '../../../src/facts/dependencies/model.ts';
import { parseToml } from '../../../src/facts/dependencies/toml.ts';
import { TomlLines } from '../../../src/facts/dependencies/toml-lines.ts';

const manifests = [
  'requirements.txt',
  'pyproject.toml',
  'setup.cfg',
  'setup.py',
  'environment.yml',
  'Pipfile',
  'pixi.toml',
  'package.json',
  'meta.yaml',
];
const locks = [
  'uv.lock',
  'pylock.toml',
  'Pipfile.lock',
  'conda-lock.yml',
  'pixi.lock',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'renv.lock',
  'Manifest.toml',
  'spec-file.txt',
];
const pieces = [
  ...[
    '[',
    ']',
    '[[',
    ']]',
    '{',
    '}',
    '=',
    '==',
    '"',
    "'",
    '"""',
    '#',
    ':',
    ',',
    '\\',
    '\n',
    '\n  ',
    ' ',
    '- ',
    '|',
    '@',
    '~',
    '^',
  ],
  ...[
    'project',
    'dependencies',
    'package',
    'packages',
    'tool.poetry',
    'tool.uv.sources',
    'deps',
    'pip',
    'name',
    'version',
  ],
  ...[
    'import setuptools\n',
    'setuptools.setup(',
    'install_requires=',
    'a',
    'a = ',
    'a["b"]',
    ' + ',
    '**a',
    'open(',
    ')',
  ],
  ...[
    'numpy',
    '1.2',
    '*',
    '&a',
    '*a',
    '!!set',
    '<<',
    '-r ',
    '-e ',
    '--hash=',
    'git+https://x@y/',
    '{{',
    '{%',
    '__proto__',
    'true',
  ],
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
);

test.each(manifests)('%s: never anything but an Error, and the result is well-formed', async (path) => {
  await fc.assert(
    fc.asyncProperty(text, async (source) => {
      let value: Manifest | undefined;
      try {
        value = (await manifest.parse({ path, text: source, firstLine: 1 }))?.value;
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        if (path !== 'setup.py') expect((error as Error).message).toMatch(/^(not valid |not a |uses more than )/);
      }
      const last = source.split(/\r\n|\r|\n/).length;
      for (const { name, line } of value?.dependencies ?? []) {
        expect(name).not.toBe('');
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(last);
      }
      for (const include of value?.includes ?? []) expect(`/${include}/`).not.toContain('/../');
    }),
    { numRuns: 300 },
  );
});

test.each(locks)('%s: never anything but an Error', async (path) => {
  await fc.assert(
    fc.asyncProperty(text, async (source) => {
      try {
        for (const { line } of (await lock.parse({ path, text: source, firstLine: 1 }))?.value.packages ?? []) {
          expect(line).toBeGreaterThanOrEqual(1);
        }
      } catch (error) {
        expect((error as Error).message).toMatch(/^not valid /);
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  '-r a\n',
  '\\\n',
  'a==1 \\\n',
  ' ',
  ' #',
  '#',
  'a',
  '1.',
  '-',
  '[',
  '(',
  'a[',
  'a@',
  'a,',
  ',',
  '=',
  '==1,',
  ' --',
  '/',
  '../',
  '"',
  '\t;',
  'git+',
  'a @ b\n',
  '# via\n',
  '1.1-',
  '.1',
])('a megabyte of %j is read', async (piece) => {
  const of = (size: number) => piece.repeat(Math.floor(size / piece.length));
  const source = of(1_000_000);
  for (const text of [
    source,
    ...['a', 'a==', 'a @ git+https://x/', '-e ', 'https://x/'].map((start) => start + of(200_000)),
  ]) {
    const parsed = await manifest.parse({ path: 'requirements.txt', text, firstLine: 1 });
    expect(parsed?.value.kind).toBe('requirements');
  }
  await manifest.parse({ path: 'setup.cfg', text: `[options]\ninstall_requires = ${source}`, firstLine: 1 });
  for (const path of ['yarn.lock', 'pnpm-lock.yaml', 'conda-lock.yml', 'pixi.lock']) {
    await lock.parse({ path, text: `packages:\n  ${source}`, firstLine: 1 });
  }
});

test('deep nesting and keys of hostile names', async () => {
  const reject = (path: string, source: string) =>
    expect(Promise.resolve().then(() => manifest.parse({ path, text: source, firstLine: 1 }))).rejects.toThrow();
  await reject('pyproject.toml', `a = ${'['.repeat(100_000)}`);
  await reject('package.json', '['.repeat(100_000));
  await manifest.parse({ path: 'pyproject.toml', text: `${'a.'.repeat(100_000)}b = 1`, firstLine: 1 });
  const text = '{"__proto__": {"name": "x"}, "constructor": {}, "dependencies": {"__proto__": "1.0.0"}}';
  const parsed = await manifest.parse({ path: 'package.json', text, firstLine: 1 });
  expect(parsed?.value.dependencies).toMatchObject([{ name: '__proto__', pinned: true }]);
  expect(parsed?.value.package).toBeNull();
  expect(({} as { name?: string }).name).toBeUndefined();
});

test('the lines of TOML keys are those on which they stand', () => {
  const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
  const value = fc.constantFrom(
    '1',
    '"x"',
    "'''a\nb'''",
    '"""\n\\"""x""""',
    '[1, # c\n 2]',
    '{ k = [\n"]"] }',
    '1979-05-27',
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 12 }), (pairs) => {
      const source = pairs
        .map(([name, content], index) => `${index % 3 === 2 ? `\n[t${index}]\n` : ''}${name} = ${content}\n`)
        .join('');
      parseToml(source);
      const lines = new TomlLines(source);
      let table: string[] = [];
      pairs.forEach(([name], index) => {
        if (index % 3 === 2) table = [`t${index}`];
        const line = lines.of(...table, name);
        expect(source.split('\n')[line - 1]).toMatch(new RegExp(`^${name} = `));
      });
    }),
  );
});
