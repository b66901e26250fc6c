import { dvc } from '../facts/dvc.ts';
import { globs } from '../facts/globs.ts';
import { tasks } from '../facts/tasks.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

interface Options {
  readonly names: readonly string[];
}

export const task: Probe<Options> = {
  about:
    'targets of Make and its kin, scripts of project managers and stages of DVC, by name; `*` stands for part of one',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['names'],
    properties: { names: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  needs: () => [{ reader: tasks }, { reader: dvc }],
  run: (facts, { names }) => {
    const wanted = globs(names);
    const named = (path: string, all: readonly { readonly name: string; readonly line: number }[]): Finding[] =>
      all
        .filter(({ name }) => name !== '' && wanted(name.replaceAll('/', '-')))
        .map(({ name, line }) => finding(path, { line, column: 1 }, `has ${name.slice(0, 60)}`));
    return {
      seen: [
        ...facts.documents(tasks).flatMap(({ path, value }) => named(path, value.tasks)),
        ...facts
          .documents(dvc)
          .flatMap(({ path, value }) => (value.kind === 'pipeline' ? named(path, value.stages) : [])),
      ],
    };
  },
};
