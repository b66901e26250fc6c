import { describe, expect, it } from 'vitest';
import { churn, worse } from '../action/repositories.ts';
import { stage } from './app.ts';

const changes = worse as Record<string, string>;

describe('a pull request', () => {
  it('gets a check with marks and one comment, which follow its head', async () => {
    const { github, app, pulled } = await stage((github) => github.install('acme', { churn }));
    const [repository] = github.repositories;
    if (repository === undefined) throw new Error();
    const pull = repository.pull('topic', changes);
    expect(await pulled(repository, pull.number)).toBe(202);
    await app.idle();
    const [check, ...others] = repository.checks;
    expect(others).toEqual([]);
    expect(check).toMatchObject({
      name: 'mlready',
      status: 'completed',
      conclusion: 'failure',
      head_sha: repository.branches.get('topic'),
    });
    expect(check?.title).toMatch(/^F|^D|^C/);
    expect(check?.annotations.length).toBeGreaterThan(1);
    expect(check?.actions).toMatchObject([{ label: 'Re-run' }]);
    expect(repository.notes).toHaveLength(1);
    expect(repository.notes[0]?.body).toContain('2 broke, 1 fixed');

    repository.push({ 'train.py': churn['train.py'], 'requirements.txt': churn['requirements.txt'] }, 'topic');
    await pulled(repository, pull.number, 'synchronize');
    await app.idle();
    expect(repository.checks.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success']);
    expect(repository.notes).toHaveLength(1);
    expect(repository.notes[0]?.body).toContain('1 fixed');
  });
});
