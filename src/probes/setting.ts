import { globs } from '../facts/globs.ts';
import { api } from '../facts/python/api.ts';
import { settings } from '../facts/settings.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly keys: readonly string[];
  readonly values?: readonly string[];
  readonly paths?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const setting: Probe<Options> = {
  about: 'values in YAML files, by dotted key and by value; `*` stands for part of a segment, `**` for anything',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['keys'],
    properties: { keys: list, values: list, paths: list },
  },
  needs: ({ keys, values, paths }) => {
    const held = api(keys).needles;
    const needles =
      values === undefined ? held : held.flatMap((key) => api(values).needles.map((value) => `${key}&&${value}`));
    return [{ reader: settings, needles, ...(paths === undefined ? {} : { paths }) }];
  },
  run: (facts, { keys, values, paths }) => {
    const key = api(keys);
    const value = values === undefined ? null : api(values);
    const wanted = paths === undefined ? () => true : globs(paths);
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
