/**
 * Cold start of the Action to its finished comment, against a server on this machine, less the audits themselves:
 * `npx tsx bench/action.mjs [folder of a repository] [base] [head]`. The audits are measured by `mlready diff` in the
 * same process environment; what is left is start, Git, API, comment and files.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FakeGitHub } from '../test/github/fake-github.ts';

const [repository = '.', base = 'HEAD~1', head = 'HEAD'] = process.argv.slice(2);
const git = (...args) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
const [from, to] = [git('rev-parse', base), git('rev-parse', head)];
const folder = mkdtempSync(join(tmpdir(), 'mlready-bench-'));
const clone = join(folder, 'clone');
execFileSync('git', ['clone', '-q', '--no-checkout', resolve(repository), clone]);
const event = join(folder, 'event.json');
const repo = { full_name: 'acme/repository' };
writeFileSync(
  event,
  JSON.stringify({ pull_request: { number: 7, head: { sha: to, repo }, base: { sha: from, repo } } }),
);
const github = new FakeGitHub(clone);
const api = await github.start();
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  RUNNER_TEMP: folder,
  GITHUB_WORKSPACE: clone,
  GITHUB_REPOSITORY: 'acme/repository',
  GITHUB_SHA: to,
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_EVENT_PATH: event,
  GITHUB_API_URL: api,
  GITHUB_GRAPHQL_URL: `${api}/graphql`,
  'INPUT_GITHUB-TOKEN': 'token',
  'INPUT_FAIL-ON': 'never',
};
const run = (...args) =>
  new Promise((done) => {
    const start = performance.now();
    spawn(process.env.MLREADY_NODE ?? process.execPath, args, { cwd: clone, env, stdio: 'ignore' }).on('close', () =>
      done((performance.now() - start) / 1000),
    );
  });
const rounds = Number(process.env.ROUNDS ?? 5);
const action = [];
const audits = [];
for (let round = 0; round < rounds; round++) {
  github.comments.length = 0;
  action.push(await run(resolve('action/dist/index.js')));
  if (github.comments.length !== 1) throw new Error('the action wrote no comment');
  audits.push(await run(resolve('dist/cli.js'), 'diff', `${from}..${to}`, '--format', 'json'));
}
await github.stop();
rmSync(folder, { recursive: true, force: true });
const best = (times) => Math.min(...times);
const shown = (seconds) => `${seconds.toFixed(2)} s`;
process.stdout.write(
  `action ${shown(best(action))}, mlready diff ${shown(best(audits))}, more than the audit: ${shown(best(action) - best(audits))} (best of ${rounds})\n`,
);
