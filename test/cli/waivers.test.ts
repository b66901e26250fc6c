import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model.ts';
import { churn, folderOf, mlready } from './mlready.ts';

const waivers = `waivers:
  - rule: documentation/licence
    reason: Course work, not to be reused.
    expires: 2026-12-31
  - rule: data/versioned
    path: train.py
    reason: The frame is synthetic.
`;

describe('waivers', () => {
  it('are read from the configuration, shown with their reason, and end on their day', () => {
    const cwd = folderOf({ ...churn, '.mlready.yml': waivers });
    const { code, stdout, stderr } = mlready(['--date', '2026-12-31'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/ · 2 waived/);
    expect(stdout).toMatch(
      /^ {4}waived +There is a licence .*\n +Course work, not to be reused\. \(\.mlready\.yml:2, until 2026-12-31\)\n +documentation\/licence$/m,
    );
    expect(mlready(['--date', '2027-01-01'], { cwd }).stdout).toMatch(
      /^ +\.mlready\.yml:2 +the waiver of documentation\/licence expired on 2026-12-31 and no longer counts$/m,
    );
  });

  it('are read from comments', () => {
    const train = (churn['train.py'] ?? '').replace(
      'frame = ',
      '# mlready: ignore[data/versioned] synthetic\nframe = ',
    );
    const cwd = folderOf({ ...churn, 'train.py': train });
    const report: Report = JSON.parse(mlready(['--format', 'json'], { cwd }).stdout);
    const rule = report.rules.find(({ id }) => id === 'data/versioned');
    expect(rule).toMatchObject({ verdict: 'waived', waived: [{ by: 'comment', at: { path: 'train.py', line: 5 } }] });
  });

  it('of a rule that there is not are refused', () => {
    const cwd = folderOf({ ...churn, '.mlready.yml': waivers.replace('data/versioned', 'data/version') });
    expect(mlready([], { cwd })).toMatchObject({
      code: 2,
      stderr: 'mlready: .mlready.yml:5: unknown rule "data/version", did you mean "data/versioned"?\n',
    });
  });
});
