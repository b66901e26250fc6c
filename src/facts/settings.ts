import type { Gap, Reader } from '../model.ts';
import { readIni } from './dependencies/ini.ts';
import { readToml } from './dependencies/toml.ts';
import { readJson } from './json.ts';
import { flattenIni, flattenToml, flattenYaml } from './settings/flatten.ts';
import { readYaml } from './yaml.ts';

/** One value of a settings file; keys are joined by dots, items of lists have their index. */
export interface Setting {
  readonly key: string;
  /** Without quotes; empty for null and for a table, section or mapping, which is a setting itself. */
  readonly text: string;
  readonly isNull: boolean;
  readonly line: number;
}

type Format = (text: string) => { readonly value: readonly Setting[]; readonly gaps?: readonly Gap[] };

/** More than people write by hand: data, or the state of a tool. */
const longestJson = 300_000;

const formats: readonly (readonly [RegExp, Format])[] = [
  [/\.ya?ml$/i, yaml],
  [/\.toml$|(?:^|\/)Pipfile$/, (text) => ({ value: flattenToml(readToml(text)) })],
  [
    /\.(?:ini|cfg)$|(?:^|\/)(?:\.flake8|\.coveragerc|\.?pylintrc|\.pydocstyle(?:rc)?|\.pycodestyle|\.pep8|\.style\.yapf|\.bandit)$/,
    (text) => ({ value: flattenIni(readIni(text)) }),
  ],
  [/\.json[c5]?$/, json],
  [
    /(?:^|\/)\.(?:eslint|prettier|lintstaged|husky|babel|stylelint|swc|jshint|markdownlint)rc$/,
    (text) => (/^\s*[{/]/.test(text) ? json(text) : yaml(text)),
  ],
];

/**
 * What files of settings are named. Any JSON can be read, but most of it is data: only a need that asks for a path
 * gets it.
 */
export const settingsPaths: readonly string[] = [
  '*.{yml,yaml,toml,ini,cfg}',
  'Pipfile',
  '{.flake8,.coveragerc,.pylintrc,pylintrc,.pydocstyle,.pydocstylerc,.pycodestyle,.pep8,.style.yapf,.bandit}',
  '.{eslint,prettier,lintstaged,husky,babel,stylelint,swc,jshint,markdownlint}rc',
  '{package,biome,tsconfig.*,jsconfig}.json',
  '*config*.json',
  '.*.json',
  '*.jsonc',
];

/**
 * Settings in YAML, TOML, INI and JSON (with comments), as far as each file could be understood.
 * Lists of INI files, written over several lines, are one value with blanks between.
 */
export const settings: Reader<readonly Setting[]> = {
  kind: 'settings',
  cap: 'text',
  matches: (path) => formats.some(([name]) => name.test(path)),
  parse: ({ path, text }) => {
    const format = formats.find(([name]) => name.test(path))?.[1];
    if (format === undefined || (/\.json[c5]?$/.test(path) && text.length > longestJson)) return null;
    // A template of Helm, Jinja or Cookiecutter becomes settings only later; nobody sets anything in it.
    const template = /\{\{|\{%/.test(text);
    try {
      const { value, gaps = [] } = format(text);
      return gaps.length > 0 && template ? null : { value: Object.freeze(value), gaps };
    } catch (error) {
      if (template) return null;
      throw error;
    }
  },
};

function yaml(text: string): ReturnType<Format> {
  const { documents, gaps } = readYaml(text);
  return { value: flattenYaml(documents), gaps };
}

function json(text: string): ReturnType<Format> {
  return { value: flattenYaml([readJson(text)]) };
}
