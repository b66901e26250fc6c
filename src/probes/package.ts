import { manifest } from '../facts/dependencies/manifest.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly classifiers?: boolean;
  readonly licence?: boolean;
}

export const packageProbe: Probe<Options> = {
  about: 'metadata of an installable Python package with a name',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      classifiers: {
        type: 'boolean',
        description: 'Only packages with trove classifiers, which people write to publish.',
      },
      licence: { type: 'boolean', description: 'Only packages that state a licence.' },
    },
  },
  needs: () => [{ reader: manifest }],
  run: (facts, { classifiers = false, licence = false }) => ({
    seen: facts.documents(manifest).flatMap(({ path, value }) => {
      const found = value.package;
      // A setup.py that computes its arguments builds a package all the same.
      if (found === null && value.kind === 'setup.py' && !value.complete && !licence && !classifiers) {
        return [finding(path, null, 'is an installable package', 'likely')];
      }
      if (found === null || (value.kind === 'package.json' && !licence)) return [];
      if (classifiers && found.classifiers.length === 0) return [];
      if (licence)
        return found.licence === null ? [] : [finding(path, { line: found.line, column: 1 }, 'states a licence')];
      return [finding(path, { line: found.line, column: 1 }, 'is an installable package')];
    }),
  }),
};
