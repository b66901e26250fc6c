import { documentedOf } from '../facts/documented.ts';
import { pythonOutline } from '../facts/python/outline.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';
import { packageProbe } from './package.ts';

interface Options {
  readonly threshold?: number;
  readonly packaged?: number;
}

const mostFiles = 10;
/** Of fewer a share says nothing. */
const fewest = 3;

export const docstring: Probe<Options> = {
  about:
    'Python files whose public functions and classes have docstrings, where at least the given share of all of them has',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      threshold: { type: 'number', minimum: 0, maximum: 1, description: 'Share that is enough; 0 where absent.' },
      packaged: { type: 'number', minimum: 0, maximum: 1, description: 'Share for an installable package.' },
    },
  },
  needs: () => [{ reader: pythonOutline }, ...packageProbe.needs({})],
  run: (facts, { threshold = 0, packaged = threshold }) => {
    const enough = packageProbe.run(facts, {}).seen.length > 0 ? packaged : threshold;
    const files = documentedOf(facts);
    const total = sum(files.map((file) => file.total));
    const documented = sum(files.map((file) => file.documented));
    const share = `${Math.floor((documented / Math.max(1, total)) * 100)} % of ${total} in all`;
    if (total >= fewest && documented / total >= enough) {
      const seen = files.filter((file) => file.documented > 0 || enough === 0);
      return {
        seen: seen
          .slice(0, mostFiles)
          .map((file) => finding(file.path, null, `${file.documented} of ${file.total} have docstrings; ${share}`)),
      };
    }
    return {
      seen: [],
      missing: files
        .filter((file) => file.line !== null)
        .sort((a, b) => b.total - b.documented - (a.total - a.documented) || (a.path < b.path ? -1 : 1))
        .slice(0, mostFiles)
        .map((file) =>
          finding(
            file.path,
            { line: file.line ?? 1, column: 1 },
            `${file.total - file.documented} of ${file.total} public functions and classes have no docstring; ${share} have one`,
          ),
        ),
    };
  },
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
