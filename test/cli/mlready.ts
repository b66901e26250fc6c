import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

/** The Node that runs the bundle; another one than the tests' own can be named. */
export const node = process.env.MLREADY_NODE ?? process.execPath;
export const cli = resolve('dist/cli.js');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Without what would let the surroundings of the tests decide about colours. */
export function environment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { NO_COLOR, FORCE_COLOR, DEBUG, NODE_OPTIONS, ...rest } = process.env;
  return { ...rest, ...extra };
}

/** Runs the built command line to its end. */
export function mlready(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Run {
  const { status, stdout, stderr } = spawnSync(node, [cli, ...args], {
    cwd: options.cwd ?? process.cwd(),
    env: environment(options.env),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { code: status, stdout, stderr };
}

/** Starts the built command line and leaves it running. */
export function start(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  return spawn(node, [cli, ...args], { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A folder of its own for one test, with these files. */
export function folderOf(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'mlready-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Makes a folder a Git repository and commits all of it. @returns the commit id */
export function commit(folder: string, message = 'all'): string {
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false'];
    return spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' }).stdout.trim();
  };
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
  return git('rev-parse', 'HEAD');
}

/** A small machine-learning repository. */
export const churn: Readonly<Record<string, string>> = {
  'README.md': '# Churn\n\nPredicts churn. Train with `python train.py`.\n',
  'requirements.txt': 'scikit-learn==1.5.2\npandas==2.2.3\n',
  'train.py': [
    'import pandas as pd',
    'from sklearn.linear_model import LogisticRegression',
    'from sklearn.model_selection import train_test_split',
    '',
    'frame = pd.read_csv("data/churn.csv")',
    'X, y = frame.drop(columns=["churn"]), frame["churn"]',
    'X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)',
    'model = LogisticRegression(random_state=0).fit(X_train, y_train)',
    'print(model.score(X_test, y_test))',
    '',
  ].join('\n'),
};
