import { globs } from '../facts/globs.ts';
import { api } from '../facts/python/api.ts';
import { settings, settingsPaths } from '../facts/settings.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly keys: readonly string[];
  readonly values?: readonly string[];
  readonly paths?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const setting: Probe<Options> = {
  about:
    'values and sections of settings files (YAML, TOML, INI, JSON), by dotted key (`tool.ruff.lint.select`) and by value; `*` stands for part of a segment, `**` for anything. JSON other than that of known tools and `*config*.json` only by path',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['keys'],
    properties: { keys: list, values: list, paths: list },
  },
  needs: ({ keys, values, paths = settingsPaths }) => {
    const held = keys.map(needle);
    const needles =
      values === undefined ? held : held.flatMap((key) => api(values).needles.map((value) => `${key}&&${value}`));
    return [{ reader: settings, needles, paths }];
  },
  run: (facts, { keys, values, paths = settingsPaths }) => {
    const key = api(keys);
    const value = values === undefined ? null : api(values);
    const wanted = globs(paths);
    return {
      seen: facts
        .documents(settings)
        .flatMap(({ path, value: all }) =>
          wanted(path)
            ? all
                .filter((one) => key.matches(one.key) && (value === null ? !one.isNull : value.matches(one.text)))
                .map((one) =>
                  finding(path, { line: one.line, column: 1 }, `sets ${one.key.split('.').slice(-3).join('.')}`),
                )
            : [],
        ),
    };
  },
};

/** A text that sets the key writes every segment of it somewhere; the longest, last, is searched first. */
function needle(key: string): string {
  const literals = key.split(/[*.()]+/).filter((part) => part.length > 1);
  return literals.sort((a, b) => a.length - b.length).join('&&');
}
