import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { comparisonMarkdown } from '../src/report/comparison/markdown.ts';
import { screenshot } from './chromium.ts';
import { root } from './rule-book.ts';

/**
 * Takes the pictures of comments on pull requests for the README: `npx tsx scripts/picture-comments.ts`. Needs what
 * `picture.ts` needs, and the built command line. By hand, since a picture is no part of a build.
 */
interface Case {
  readonly fixture: string;
  /** What the change writes; `null` for files that go. */
  readonly after: Readonly<Record<string, string | null>>;
  readonly height: number;
}

const cases: Readonly<Record<string, Case>> = {
  good: {
    fixture: 'service',
    after: {
      '.pre-commit-config.yaml':
        'repos:\n  - repo: https://github.com/astral-sh/ruff-pre-commit\n    rev: v0.14.5\n    hooks:\n      - id: ruff-check\n      - id: ruff-format\n',
      'ruff.toml': 'line-length = 100\n\n[lint]\nselect = ["E", "F", "B"]\n\n[format]\nquote-style = "double"\n',
    },
    height: 640,
  },
  middling: {
    fixture: 'service',
    after: {
      'uv.lock': null,
      'fraud/tune.py':
        '"""Looks for better parameters."""\n\nimport optuna\nfrom sklearn.ensemble import RandomForestClassifier\nfrom sklearn.model_selection import train_test_split\n\nfrom fraud.data import load_payments\n\n\ndef objective(trial):\n    """The accuracy on a held-out part."""\n    payments = load_payments("/home/ada/payments.parquet")\n    train, test = train_test_split(payments)\n    model = RandomForestClassifier(trial.suggest_int("trees", 50, 500))\n    model.fit(train[["amount"]], train["fraud"])\n    return model.score(test[["amount"]], test["fraud"])\n',
      LICENSE: null,
    },
    height: 960,
  },
  bad: {
    fixture: 'sample',
    after: {
      'src/deep.py':
        'import pandas as pd\nimport torch\n\nframe = pd.read_csv("/home/ada/churn/customers.csv")\nmodel = torch.nn.Linear(5, 1)\noptimiser = torch.optim.Adam(model.parameters())\nfor epoch in range(20):\n    optimiser.zero_grad()\n    loss = model(torch.tensor(frame.values)).mean()\n    loss.backward()\n    optimiser.step()\ntorch.save(model.state_dict(), "model.pt")\n',
      'requirements.txt': 'pandas\nscikit-learn\njoblib\nmlflow>=2.17\n',
    },
    height: 1040,
  },
};

const style = `
  body { margin: 0; padding: 24px; background: #fff; width: 860px; color: #1f2328;
    font: 14px/1.5 -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK JP', Helvetica, Arial, sans-serif }
  .box { border: 1px solid #d1d9e0; border-radius: 6px }
  .head { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; padding: 8px 16px; color: #59636e }
  .body { padding: 16px } .body > :first-child { margin-top: 0 } .body > :last-child { margin-bottom: 0 }
  h3 { font-size: 1.25em; line-height: 1.25; margin: 24px 0 16px; font-weight: 600 }
  p, ul, ol, table, pre, details { margin: 0 0 16px } ul, ol { padding-left: 2em }
  table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto }
  th, td { padding: 6px 13px; border: 1px solid #d1d9e0 } th { font-weight: 600 } tr:nth-child(2n) td { background: #f6f8fa }
  code { font: 85% ui-monospace, 'DejaVu Sans Mono', monospace; background: #818b981f; padding: .2em .4em; border-radius: 6px }
  pre { background: #f6f8fa; padding: 16px; border-radius: 6px } pre code { background: none; padding: 0 }
  a { color: #0969da; text-decoration: underline } a code { color: inherit } sub { font-size: 75%; line-height: 0 }`;

const markdown = new MarkdownIt({ html: true });
for (const [name, { fixture, after, height }] of Object.entries(cases)) {
  const folder = mkdtempSync(join(tmpdir(), 'mlready-comment-'));
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' }).trim();
  };
  cpSync(join(root, 'fixtures', fixture), folder, { recursive: true });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'base');
  for (const [path, text] of Object.entries(after)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (text === null) rmSync(join(folder, path));
    else writeFileSync(join(folder, path), text);
  }
  git('add', '-A');
  git('commit', '-qm', 'head');
  const mlready = (...args: string[]) =>
    JSON.parse(
      execFileSync('node', [join(root, 'dist/cli.js'), ...args, '--format', 'json'], { cwd: folder, encoding: 'utf8' }),
    );
  const comparison = mlready('diff', 'HEAD~1..HEAD');
  const text = comparisonMarkdown(comparison, mlready('.', '--rev', 'HEAD', '--profile', comparison.profile), {
    link: (path, line) => `https://github.com/acme/${fixture}/blob/${git('rev-parse', 'HEAD')}/${path}#L${line}`,
  });
  screenshot(
    `<style>${style}</style><div class="box"><div class="head"><b>github-actions</b> bot commented now</div><div class="body">${markdown.render(text)}</div></div>`,
    join(root, `docs/comment-${name}.png`),
    { width: 910, height },
  );
  rmSync(folder, { recursive: true, force: true });
}
