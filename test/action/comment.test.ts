import { describe, expect, it } from 'vitest';
import { Stage, type Tree } from './harness.ts';
import { churn, licence, worse } from './repositories.ts';

const readme = { 'README.md': `${churn['README.md']}\nMore words.\n` };

describe('the comment of the action', () => {
  it('begins with what the pull request made better and worse, and the job fails for it', async () => {
    const stage = await Stage.of(churn, worse);
    const step = await stage.run();
    const [note = ''] = stage.notes;
    const blob = `https://github.com/acme/churn/blob/${stage.head}`;
    expect(note).toMatch(
      /^<!-- mlready default [0-9a-f]{16} -->\n### mlready: \*\*F \d+(\.\d)?\*\* \(was F [\d.]+, −[\d.]+\)\n\nThis change: 2 broke, 1 fixed/,
    );
    expect(note).toContain(
      `| broke | Every source of randomness in use is seeded | [\`train.py:7\`](${blob}/train.py#L7) | −`,
    );
    expect(note).toContain('| fixed | There is a licence | by `LICENSE` (added) | +');
    expect(note).toContain('Pass `random_state=42` to the split');
    expect(note).toContain('<details><summary>The whole checklist: ');
    expect(note).toContain('**To reach D (45)**');
    expect(note).toContain(`reproduce: \`npx mlready diff ${stage.base.slice(0, 7)}..${stage.head.slice(0, 7)}\``);
    expect(step.code).toBe(1);
    expect(step.log).toContain('::error::mlready: 2 practices got worse (fail-on): environment/pinned, training/seeds');
    expect(step.outputs).toMatchObject({
      grade: 'F',
      'new-failures': '2',
      'comment-url': stage.github.comments[0]?.html_url,
    });
    expect(Number(step.outputs.delta)).toBeLessThan(0);
    expect(step.summary).toContain('| broke | Every source of randomness in use is seeded |');
    expect(step.annotations).toContainEqual(
      expect.stringMatching(/^error train\.py:7 Every source of randomness in use is seeded: train_test_split draws/),
    );
    // The head and the merge base were missing in the clone of one commit, and came from its origin.
    expect(step.log).toContain('from the clone on the runner');
    expect(stage.github.asked.filter(({ path }) => path.includes('/git/'))).toEqual([]);
  });

  it('is brought up to date by the next push, and left alone while it says the same', async () => {
    const stage = await Stage.of(churn, worse);
    await stage.run();
    stage.push({ 'train.py': churn['train.py'] });
    await stage.run();
    expect(stage.notes).toHaveLength(1);
    expect(stage.notes[0]).toMatch(/1 broke, 1 fixed/);
    const [before] = stage.notes;
    stage.push({ 'notes.txt': 'nothing of interest\n' });
    const writes = () =>
      stage.github.asked.filter(({ method, path }) => method !== 'GET' && path !== '/graphql').length;
    const count = writes();
    const step = await stage.run();
    expect(step.code).toBe(1);
    expect(stage.notes).toEqual([before]);
    expect(writes()).toBe(count);
    expect(step.outputs['comment-url']).toBe(stage.github.comments[0]?.html_url);
  });

  it('is not begun with comment: changes where nothing changed, and never with comment: never', async () => {
    const stage = await Stage.of(churn, readme);
    const step = await stage.run({ inputs: { comment: 'changes' } });
    expect(step).toMatchObject({ code: 0, outputs: { delta: '0', 'new-failures': '0', 'comment-url': '' } });
    await stage.run({ inputs: { comment: 'never' } });
    expect(stage.notes).toEqual([]);
    await stage.run();
    expect(stage.notes[0]).toContain('no change)');
    stage.push(worse);
    await stage.run({ inputs: { comment: 'changes' } });
    expect(stage.notes[0]).toContain('2 broke');
  });

  it('is found on the second page, behind one that somebody forged', async () => {
    const stage = await Stage.of(churn, readme);
    await stage.run();
    const [mine] = stage.github.comments.splice(0);
    const forged = stage.github.addComment('mallory', mine?.body ?? '');
    for (let count = 0; count < 120; count++) stage.github.addComment('ada', `comment ${count}`);
    if (mine !== undefined) stage.github.comments.push(mine);
    stage.push(worse);
    await stage.run();
    expect(stage.notes).toHaveLength(1);
    expect(stage.notes[0]).toContain('2 broke');
    expect(forged.body).not.toContain('broke');
  });

  it('stands once for each name, and names what was judged', async () => {
    const both = (tree: Tree) =>
      Object.fromEntries(
        ['models/churn', 'models/fraud'].flatMap((folder) =>
          Object.entries(tree).map(([path, text]) => [`${folder}/${path}`, text]),
        ),
      );
    const stage = await Stage.of(both(churn), { 'models/churn/LICENSE': licence });
    for (const path of ['models/churn', './models/fraud/']) await stage.run({ inputs: { path } });
    expect(stage.notes.map((note) => note.split('\n')[1])).toEqual([
      expect.stringMatching(/^### mlready, models\/churn: \*\*F/),
      expect.stringMatching(/^### mlready, models\/fraud: \*\*F .*no change/),
    ]);
    expect(stage.notes[0]).toMatch(/reproduce: `npx mlready diff \w+\.\.\w+ models\/churn`/);
    expect(stage.notes[0]).toContain(`/blob/${stage.head}/models/churn/train.py#L`);
  });

  it('tells a first audit where the base lacks the folder', async () => {
    const stage = await Stage.of(
      churn,
      Object.fromEntries(Object.entries(churn).map(([path, text]) => [`models/new/${path}`, text])),
    );
    const step = await stage.run({ inputs: { path: 'models/new' } });
    expect(step).toMatchObject({ code: 0, outputs: { delta: '' } });
    expect(stage.notes[0]).toMatch(/### mlready, models\/new: \*\*F [\d.]+\*\* of 100/);
    expect(step.log).toContain('there is nothing to compare with');
  });

  it('stays below the limit of GitHub with 300 findings, and marks no more lines than are shown', async () => {
    const calls = Array.from(
      { length: 300 },
      (_, number) => `part${number} = train_test_split(X, y, test_size=0.${number + 1})`,
    );
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, number) => [
        `src/${'long-folder-name-'.repeat(8)}${number}.py`,
        `import pandas as pd\nframe = pd.read_csv("/home/ada/data-${number}.csv")\n`,
      ]),
    );
    const stage = await Stage.of(churn, { ...many, 'train.py': `${churn['train.py']}${calls.join('\n')}\n` });
    const step = await stage.run();
    expect(step.code).toBe(1);
    expect(stage.notes[0]?.length).toBeLessThan(65_536);
    expect(stage.notes[0]).toContain('| broke | Every source of randomness in use is seeded |');
    expect(step.annotations.filter((text) => text.startsWith('error'))).toHaveLength(10);
    expect(step.annotations.filter((text) => text.startsWith('warning')).length).toBeLessThanOrEqual(10);
    expect(Buffer.byteLength(step.summary)).toBeLessThan(1 << 20);
  });

  it('cannot be steered by names and texts of the repository', async () => {
    const names = [
      '](x) @team <img src=x onerror=alert(1)>.py',
      '`|`.py',
      'line\nbreak.py',
      '\u202egnp.py',
      '--> <b>.py',
      '#1 GH-2 https://evil.example.py',
    ];
    const path = '/home/ada/churn.csv';
    const hostile = Object.fromEntries(
      names.map((name) => [name.replaceAll('/', ':'), `import pandas as pd\npd.read_csv("${path}")\n`]),
    );
    const stage = await Stage.of(churn, hostile);
    const step = await stage.run();
    const [note = ''] = stage.notes;
    for (const text of [note, step.summary]) {
      expect(text).not.toMatch(/\u202e/);
      // In a span of code everything is shown as it is.
      const outside = text.replace(/`[^`\n]*`/g, '');
      expect(outside).not.toMatch(/@team|<img|<b>|#1 GH|https:\/\/evil|\]\(x\)/);
      expect(outside.match(/-->/g) ?? []).toHaveLength(text === note ? 1 : 0);
    }
    // A line of the log that begins a command is GitHub's; nothing of the repository makes one.
    const commands = step.log.split('\n').filter((text) => text.startsWith('::'));
    expect(commands.every((text) => /^::(error|warning|notice) ?[^\n]*::/.test(text))).toBe(true);
    expect(note).toContain('Code has no paths that exist on one machine only');
  });

  it('sees nothing in line ends of Windows', async () => {
    const crlf = Object.fromEntries(Object.entries(churn).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));
    const stage = await Stage.of(churn, crlf);
    const step = await stage.run();
    expect(step).toMatchObject({ code: 0, outputs: { delta: '0', 'new-failures': '0' } });
    expect(stage.notes[0]).toContain('no change)');
  });
});
