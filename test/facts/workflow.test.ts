// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub, as they stand in its files
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dangersOf } from '../../src/facts/workflow/danger.ts';
import { expressionsIn, flowing, parseExpression } from '../../src/facts/workflow/expression.ts';
import { reachOf } from '../../src/facts/workflow/outsider.ts';
import { usedActions } from '../../src/facts/workflow/pins.ts';
import { type Workflow, workflows } from '../../src/facts/workflow.ts';
import type { Facts } from '../../src/model.ts';
import { read } from './support.ts';

/** Confidence and line of every danger, by path. */
async function dangers(files: Readonly<Record<string, string>>): Promise<string[]> {
  const documents: { path: string; value: Workflow }[] = [];
  for (const [path, text] of Object.entries(files)) {
    const { value } = await read(workflows, path, text);
    documents.push({ path, value });
  }
  const facts = { documents: () => documents } as unknown as Facts;
  return dangersOf(facts).map(({ path, line, confidence }) => `${path.split('/').at(-1)}:${line} ${confidence}`);
}

const one = (head: string, steps: string, job = '') =>
  dangers({ '.github/workflows/w.yml': `${head}\njobs:\n  j:\n    runs-on: ubuntu-24.04\n${job}    steps:\n${steps}` });

describe('texts of strangers in scripts', () => {
  const echo = (what: string) => `      - run: |\n          set -e\n          echo "${what}"\n`;
  const title = echo('${{ github.event.issue.title }}');

  it.each([
    ['at the line of the expression', 'on: issues', title, ['w.yml:8 likely']],
    ['not at an event that does not bring it', 'on: push', title, []],
    ['as advice where the token can only read', 'on: issues\npermissions: {}', title, ['w.yml:9 hint']],
    [
      'as advice where a pull request has no rights',
      'on: pull_request',
      echo('${{ github.head_ref }}'),
      ['w.yml:8 hint'],
    ],
    ['on a pull request with rights', 'on: pull_request_target', echo('${{ github.head_ref }}'), ['w.yml:8 certain']],
    ['through the other spelling', 'on: issues', echo("${{ github['event']['issue'].title }}"), ['w.yml:8 likely']],
    ['as one of two values', 'on: issues', echo("${{ github.event.issue.title || 'none' }}"), ['w.yml:8 likely']],
    ['written out whole', 'on: issues', echo('${{ toJSON(github.event) }}'), ['w.yml:8 likely']],
    ['of a commit that is pushed', 'on: push', echo('${{ github.event.commits[0].message }}'), ['w.yml:8 likely']],
    ['not in a comparison', 'on: issues', echo("${{ github.event.issue.title == 'x' && 'a' || 'b' }}"), []],
    ['not a number', 'on: issues', echo('${{ github.event.issue.number }}'), []],
    [
      'not in a comment',
      'on: issues',
      '      - run: |\n          # ${{ github.event.issue.title }}\n          true\n',
      [],
    ],
  ])('%s', async (_, head, steps, expected) => {
    expect(await one(head, steps)).toEqual(expected);
  });

  it('in the script of an action', async () => {
    const steps =
      '      - uses: actions/github-script@v7\n        with:\n          script: |\n            f("${{ github.event.comment.body }}")\n';
    expect(await one('on: issue_comment', steps)).toEqual(['w.yml:9 likely']);
  });

  it('through an input of a reusable workflow', async () => {
    const found = await dangers({
      '.github/workflows/a.yml':
        'on: pull_request_target\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    with: { name: "${{ github.event.pull_request.title }}" }\n',
      '.github/workflows/b.yml':
        'on: workflow_call\njobs:\n  b:\n    runs-on: x\n    steps:\n      - run: echo ${{ inputs.name }}\n',
    });
    expect(found).toEqual(['b.yml:6 certain']);
  });

  it('not by a variable of the shell', async () => {
    const steps = '      - env: { T: "${{ github.event.issue.title }}" }\n        run: echo "$T"\n';
    expect(await one('on: issues', steps)).toEqual([]);
  });
});

describe('commits of strangers', () => {
  const checkout =
    '      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n';
  const target = 'on: pull_request_target';

  it.each([
    ['checked out and built', `${checkout}      - run: pip install -e .\n`, '', ['w.yml:8 certain']],
    ['checked out and run by a local action', `${checkout}      - uses: ./\n`, '', ['w.yml:8 certain']],
    ['only read', `${checkout}      - run: git diff --stat origin/main\n`, '', ['w.yml:8 hint']],
    [
      'beside which a named package is installed',
      `${checkout}      - run: pip install ruff==0.8 && ruff check .\n`,
      '',
      ['w.yml:8 hint'],
    ],
    ['that give way to the base', `${checkout}      - uses: actions/checkout@v4\n      - run: make\n`, '', []],
    ['in a folder of their own', `${checkout}          path: pr\n      - run: make\n`, '', ['w.yml:8 hint']],
    [
      'in a folder that is entered',
      `${checkout}          path: pr\n      - run: cd pr && make\n`,
      '',
      ['w.yml:8 certain'],
    ],
    [
      'only of the repository itself',
      `${checkout}      - run: make\n`,
      '    if: ${{ !github.event.pull_request.head.repo.fork }}\n',
      [],
    ],
    [
      'after somebody set a label',
      `${checkout}      - run: make\n`,
      "    if: contains(github.event.pull_request.labels.*.name, 'safe')\n",
      ['w.yml:9 hint'],
    ],
    ['without any right', `${checkout}      - run: make\n`, '    permissions: { contents: read }\n', ['w.yml:9 hint']],
    [
      'with a secret',
      `${checkout}      - run: make\n        env: { K: "\${{ secrets.KEY }}" }\n`,
      '    permissions: { contents: read }\n',
      ['w.yml:9 certain'],
    ],
    [
      'with the token alone',
      `${checkout}      - run: make\n        env: { K: "\${{ secrets.GITHUB_TOKEN }}" }\n`,
      '    permissions: { contents: read }\n',
      ['w.yml:9 hint'],
    ],
  ])('%s', async (_, steps, job, expected) => {
    expect(await one(target, steps, job)).toEqual(expected);
  });

  it('after a job that asks for permission', async () => {
    const text = `on: pull_request_target
jobs:
  check:
    runs-on: x
    steps:
      - run: gh api repos/o/r/collaborators/$ACTOR/permission
  build:
    needs: check
    runs-on: x
    steps:
      - uses: actions/checkout@v4
        with: { ref: "refs/pull/\${{ github.event.number }}/merge" }
      - run: make
`;
    expect(await dangers({ '.github/workflows/w.yml': text })).toEqual(['w.yml:12 hint']);
  });

  it('not after a workflow that no stranger starts', async () => {
    const following = (on: string) =>
      dangers({
        '.github/workflows/a.yml': `name: A\non: ${on}\njobs: { a: { runs-on: x, steps: [{ run: "true" }] } }\n`,
        '.github/workflows/b.yml':
          'on: { workflow_run: { workflows: [A] } }\njobs:\n  b:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@v4\n        with: { ref: "${{ github.event.workflow_run.head_sha }}" }\n      - run: make\n',
      });
    expect(await following('push')).toEqual([]);
    expect(await following('[push, pull_request]')).toEqual(['b.yml:7 likely']);
  });
});

describe('conditions, as a stranger meets them', () => {
  it.each([
    ["github.event_name == 'push'", 'pull_request_target', 'nobody'],
    ["github.event_name != 'push' && github.event.action == 'opened'", 'pull_request_target', 'anybody'],
    ['github.event.pull_request.head.repo.full_name == github.repository', 'pull_request_target', 'nobody'],
    ["github.event.comment.author_association == 'MEMBER'", 'issue_comment', 'nobody'],
    ["github.event.comment.author_association != 'NONE'", 'issue_comment', 'anybody'],
    ['contains(fromJSON(\'["OWNER", "MEMBER"]\'), github.event.comment.author_association)', 'issue_comment', 'nobody'],
    ['contains(fromJSON(\'["CONTRIBUTOR"]\'), github.event.comment.author_association)', 'issue_comment', 'anybody'],
    ["contains(github.event.comment.body, '/run')", 'issue_comment', 'anybody'],
    ["github.actor == 'octocat' || contains(github.event.comment.body, '/run')", 'issue_comment', 'anybody'],
    ["needs.check.outputs.allowed == 'true'", 'issue_comment', 'gated'],
    ["github.event.workflow_run.event == 'push'", 'workflow_run', 'nobody'],
    ['github.event.pull_request.merged == true', 'pull_request_target', 'gated'],
    ["contains(['octocat'], github.actor)", 'issue_comment', 'gated'],
  ] as const)('%s', (condition, event, expected) => {
    expect(reachOf(condition, event)).toBe(expected);
  });
});

describe('what is used', () => {
  it('tells pinned from loose', async () => {
    const { value } = await read(
      workflows,
      '.github/workflows/w.yml',
      `on: push
jobs:
  a: { uses: o/r/.github/workflows/x.yml@v1 }
  b:
    steps:
      - uses: actions/checkout@v4
      - uses: o/a@0123456789abcdef0123456789abcdef01234567 # v1
      - uses: o/a@0123456
      - uses: ./x
      - uses: docker://alpine:3.20
      - { uses: o/off@v1, if: false }
`,
    );
    expect(usedActions(value).map(({ line, pin }) => `${line} ${pin}`)).toEqual([
      '3 loose',
      '6 official',
      '7 pinned',
      '8 loose',
      '9 local',
      '10 loose',
    ]);
  });
});

describe('hostile input', () => {
  it('never throws over expressions', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('(', ')', '!', "'", '$', '{', '}', 'a', '.', '[', ']', '&&', '||', '==', ' ', '*', ','),
        }),
        (text) => {
          for (const { expression } of expressionsIn(`\${{${text}}}`)) flowing(expression);
          flowing(parseExpression(text));
          reachOf(text, 'issues');
        },
      ),
    );
  });

  it.each([
    ['nested', '('.repeat(100_000)],
    ['not', '!'.repeat(100_000)],
    ['a chain', `a${' || a'.repeat(100_000)}`],
    ['opened only', '${{'.repeat(300_000)],
    ['quotes', `\${{ '${"'".repeat(999_999)}`],
  ])('ends soon: %s', (_, text) => {
    expect(flowing(parseExpression(text))).toEqual([]);
    expect(expressionsIn(text).length).toBeLessThan(10);
  });

  it('ends for variables that mean each other, and workflows that call themselves', async () => {
    const jobs = Array.from(
      { length: 200 },
      (_, at) => `  j${at}: { uses: ./.github/workflows/w.yml, needs: [j${(at * 7) % 200}, j${(at * 11) % 200}] }`,
    );
    const text = `on: [issues, workflow_call]\nenv: { A: "\${{ env.B }}", B: "\${{ env.A }}" }\njobs:\n${jobs.join('\n')}\n  s: { steps: [{ run: "\${{ env.A }}" }] }\n`;
    expect(await dangers({ '.github/workflows/w.yml': text })).toEqual([]);
  });
});
