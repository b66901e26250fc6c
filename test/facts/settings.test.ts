import { describe, expect, it } from 'vitest';
import { settings } from '../../src/facts/settings.ts';
import { read } from './support.ts';

async function set(path: string, text: string): Promise<readonly string[]> {
  const { value } = await read(settings, path, text);
  return value.map(({ key, text: shown, line }) => `${line} ${key} ${shown}`.trimEnd());
}

describe('settings', () => {
  it('TOML: tables, lists, an empty table, quoted keys', async () => {
    const text = `[project]
name = "churn"

[tool.black]

[tool.ruff.lint]
select = [
  "E",
  "F", # pyflakes
]
"pydocstyle.convention" = 'google'

[[tool.mypy.overrides]]
module = ["cv2.*"]
strict = true
`;
    expect(await set('pyproject.toml', text)).toEqual([
      '1 project',
      '2 project.name churn',
      '4 tool',
      '4 tool.black',
      '6 tool.ruff',
      '6 tool.ruff.lint',
      '8 tool.ruff.lint.select.0 E',
      '9 tool.ruff.lint.select.1 F',
      '11 tool.ruff.lint.pydocstyle.convention google',
      '13 tool.mypy',
      '13 tool.mypy.overrides.0',
      '14 tool.mypy.overrides.0.module.0 cv2.*',
      '15 tool.mypy.overrides.0.strict true',
    ]);
  });

  it('INI: sections, values over several lines, comments', async () => {
    const text = '[flake8]\nmax-line-length = 100\nexclude =\n    .git,  \n    # old\n    data\n\n[mypy]\n';
    const all = ['1 flake8', '2 flake8.max-line-length 100', '3 flake8.exclude .git, data', '8 mypy'];
    for (const path of ['setup.cfg', 'tox.ini', '.flake8', 'conf/.pylintrc'])
      expect(await set(path, text)).toEqual(all);
  });

  it('JSON with comments, and files without an ending that may be YAML', async () => {
    const text =
      '{\n  // as editors write it\n  "compilerOptions": { "strict": true, },\n  "files": ["a.ts"] /* one */\n}\n';
    const all = ['3 compilerOptions', '3 compilerOptions.strict true', '4 files.0 a.ts'];
    for (const path of ['tsconfig.json', '.eslintrc.json', '.eslintrc', 'a.jsonc'])
      expect(await set(path, text)).toEqual(all);
    expect(await set('.prettierrc', 'semi: false\n')).toEqual(['1 semi false']);
  });

  it('YAML: mappings count as keys, empty ones and null do not', async () => {
    const { value } = await read(settings, 'values.yaml', 'image:\n  tag: 1.10\nresources: {}\nnode:\n');
    expect(value.filter(({ isNull }) => !isNull).map(({ key, text }) => [key, text])).toEqual([
      ['image', ''],
      ['image.tag', '1.10'],
    ]);
  });

  it('data in JSON and templates are no settings', async () => {
    expect(await settings.parse({ path: 'coco.json', text: `[${'1,'.repeat(200_000)}1]`, firstLine: 1 })).toBeNull();
    expect(
      await settings.parse({ path: 'pyproject.toml', text: '{% if x %}\n[tool.black]\n', firstLine: 1 }),
    ).toBeNull();
    expect(() => settings.parse({ path: 'pyproject.toml', text: '[tool', firstLine: 1 })).toThrow('not valid TOML');
  });

  it('keys from files reach no prototype', async () => {
    expect(await set('package.json', '{"__proto__": {"polluted": 1}}')).toEqual([
      '1 __proto__',
      '1 __proto__.polluted 1',
    ]);
    expect(await set('a.toml', '[__proto__]\npolluted = 1\n')).toEqual(['1 __proto__', '2 __proto__.polluted 1']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
