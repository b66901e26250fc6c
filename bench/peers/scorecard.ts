import type { Case, Suite } from './suite.ts';

const folder = 'checks/raw';
const actions = 'security/actions-pinned';
const row = /name:\s*"[^"]*",\s*filename:\s*"([^"]*)",(?:\s*warns:\s*(\d+),)?/g;

const tag = 'a tag that names a version counts as pinned here, a digest is not asked for';
const exclusions: Readonly<Record<string, string>> = {
  'TestDockerfilePinning Dockerfile-not-pinned-as': tag,
  'TestDockerfilePinning Dockerfile-not-pinned': tag,
  'TestDockerfilePinning Dockerfile-not-pinned-as-simple': tag,
  'TestDockerfilePinning Dockerfile-not-pinned-with-parser-error': tag,
};

/** The pinning of images and actions in https://github.com/ossf/scorecard, by the files of its own test. */
export const scorecard: Suite = {
  name: 'scorecard, pinned dependencies',
  repo: 'ossf/scorecard',
  least: 0.95,
  cases: (copy) => {
    const tests = copy.text(`${folder}/pinned_dependencies_test.go`);
    const patterns = [...tests.matchAll(/uses:\s*"([^"]+)",\s*ispinned:\s*(true|false)/g)].map(
      ([, uses = '', pinned]): Case => ({
        name: uses,
        files: {
          '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: ${uses}\n`,
        },
        rules: [actions],
        expected: pinned === 'true' ? 'silent' : 'finding',
      }),
    );
    const files = [
      { test: 'TestGithubWorkflowPinning', rule: actions },
      { test: 'TestNonGithubWorkflowPinning', rule: actions },
      { test: 'TestMixedPinning', rule: actions },
      { test: 'TestDockerfilePinning', rule: 'environment/base-image-pinned' },
    ].flatMap(({ test, rule }) => {
      const start = tests.indexOf(`func ${test}(`);
      const body = tests.slice(start, tests.indexOf('\n}\n', start));
      return [...body.matchAll(row)].flatMap(([, file = '', warns = '0']): Case[] => {
        const stored = `${folder}/${file.startsWith('./') ? '' : 'testdata/'}${file.replace(/^\.\//, '')}`;
        if (file.startsWith('..')) return [];
        const full = `${test} ${file.replace(/^.*workflows\//, '')}`;
        const excluded = exclusions[full];
        const path = rule.startsWith('security')
          ? `.github/workflows/${file.split('/').at(-1)}`
          : file.replace(/Dockerfile-.*$/, 'Dockerfile');
        return [
          {
            name: full,
            files: { [path]: copy.text(stored) },
            rules: [rule],
            expected: Number(warns) > 0 ? 'finding' : 'silent',
            ...(excluded === undefined ? {} : { excluded }),
          },
        ];
      });
    });
    const unpinned = ['github-workflow-multiple-unpinned-uses.yaml', 'github-workflow-job-uses.yaml'].map(
      (file): Case => ({
        name: `TestGitHubWorkflowUsesLineNumber ${file}`,
        files: { [`.github/workflows/${file}`]: copy.text(`${folder}/testdata/.github/workflows/${file}`) },
        rules: [actions],
        expected: 'finding',
      }),
    );
    return [...patterns, ...files, ...unpinned];
  },
};
