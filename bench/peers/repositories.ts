import type { Case, Copy, Suite } from './suite.ts';

interface Expectation {
  readonly folder: string;
  readonly finding?: readonly string[];
  readonly silent?: readonly string[];
  /** `rule` → why its case contradicts our semantics. */
  readonly excluded?: Readonly<Record<string, string>>;
}

function casesOf(copy: Copy, root: string, expectations: readonly Expectation[]): Case[] {
  return expectations.flatMap(({ folder, finding = [], silent = [], excluded = {} }) => {
    const prefix = `${root}/${folder}/`;
    const files = Object.fromEntries(
      copy.list(`${root}/${folder}`).map((path) => [path.slice(prefix.length), copy.text(path)]),
    );
    const one = (rule: string, expected: Case['expected']): Case => ({
      name: `${folder} ${rule}`,
      files,
      rules: [rule],
      expected,
      strict: true,
      ...(excluded[rule] === undefined ? {} : { excluded: excluded[rule] }),
    });
    return [...finding.map((rule) => one(rule, 'finding')), ...silent.map((rule) => one(rule, 'silent'))];
  });
}

const basics = [
  'documentation/install',
  'documentation/usage',
  'documentation/licence',
  'documentation/citation',
  'documentation/changelog',
  'environment/declared',
  'environment/python-version',
  'testing/present',
  'testing/ci',
];

/** The fixtures of https://github.com/Tom409114/research-repo-doctor, by what their names and its tests say of them. */
export const rrdoctor: Suite = {
  name: 'rrdoctor',
  repo: 'Tom409114/research-repo-doctor',
  least: 0.9,
  cases: (copy) =>
    casesOf(copy, 'tests/fixtures', [
      { folder: 'healthy-research-repo', silent: basics },
      {
        folder: 'ml-project-repo',
        silent: basics,
        excluded: { 'documentation/install': 'a heading above a version of Python tells nobody what to install' },
      },
      {
        folder: 'missing-basics-repo',
        finding: ['documentation/readme', ...basics],
        excluded: { 'documentation/changelog': 'whether it applies is for the rule to say; it is no package' },
      },
      {
        folder: 'notebook-issues-repo',
        finding: [
          'security/no-secrets',
          'code/notebook-order',
          'environment/no-machine-paths',
          'documentation/licence',
        ],
        excluded: { 'security/no-secrets': 'a token that says "test_token" is a placeholder' },
      },
    ]),
};

const declared = ['environment/declared'];

/**
 * The resources of the tests of https://github.com/bvobart/mllint about dependency managers and DVC. Empty files that
 * stand for a manager by their names alone are left out: here a manifest has to declare something.
 */
export const mllint: Suite = {
  name: 'mllint',
  repo: 'bvobart/mllint',
  least: 0.9,
  cases: (copy) => [
    ...casesOf(copy, 'linters/dependencymgmt/test-resources', [
      { folder: 'none', finding: declared },
      ...[
        'correct-poetry',
        'dev-dependencies/pipenv/correct',
        'dev-dependencies/poetry/correct',
        'multiple/poetry+pipenv',
      ].map((folder) => ({
        folder,
        silent: declared,
      })),
    ]),
    ...casesOf(copy, 'linters/versioncontrol/test-resources/dvc', [
      { folder: 'dvc-init', finding: ['data/dvc-remote'] },
      { folder: 'dvc-lock-committed', silent: ['data/dvc-lock'] },
    ]),
  ],
};
