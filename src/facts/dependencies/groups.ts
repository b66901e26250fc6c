import type { Dependency } from './model.ts';

export type Group = Dependency['group'];

const development = new Set(
  (
    'dev devel develop developer development test tests testing unittest unittests lint linting linter linters format ' +
    'formatting style quality typing types typecheck mypy docs doc documentation ci cicd precommit coverage cov qa ' +
    'debug release doctests'
  ).split(' '),
);
const optional = new Set(['optional', 'extra', 'extras']);

const words = (name: string): string[] =>
  name
    .toLowerCase()
    .replace('pre-commit', 'precommit')
    .split(/[-_./ ]/);

/** What an extra or a dependency group is for, by its name: `test` and `dev-gpu` are for development. */
export function groupOf(name: string): Group {
  return words(name).some((word) => development.has(word)) ? 'dev' : 'optional';
}

/** What a requirements or environment file is for, by its path: `requirements-dev.txt`, `requirements/test.txt`, `docs/requirements.txt`. */
export function groupOfPath(path: string): { readonly group: Group; readonly groupName: string | null } {
  const parts = path.split('/');
  const stem = (parts.pop() ?? '')
    .replace(/\.[^.]*$/, '')
    .replace(/requirements?|constraints?|environment/i, '')
    .replace(/^[-_.]+|[-_.]+$/g, '');
  const named = [stem, parts.at(-1) ?? ''];
  const dev = named.find((name) => groupOf(name) === 'dev');
  if (dev !== undefined) return { group: 'dev', groupName: dev };
  const group = words(stem).some((word) => optional.has(word)) ? 'optional' : 'main';
  return { group, groupName: stem === '' ? null : stem };
}
