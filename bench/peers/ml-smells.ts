import { torch } from './scripts.ts';
import type { Case, Suite } from './suite.ts';

const posts: Readonly<
  Record<string, { readonly rules: readonly string[]; readonly beside?: Readonly<Record<string, string>> }>
> = {
  '2-NaN-Equivalence-Comparison-Misused': { rules: ['code/no-nan-compare'] },
  '3-Chain-Indexing': { rules: ['code/no-chained-indexing'] },
  '13-Deterministic-Algorithm-Option-Not-Used': { rules: ['training/deterministic'], beside: torch },
  '18-Training-Evaluation-Mode-Improper-Toggling': { rules: ['training/eval-mode'] },
  '19-Pytorch-Call-Method-Misused': { rules: ['code/module-call'] },
  '20-Gradients-Not-Cleared-before-Backward-Propagation': { rules: ['training/gradients-cleared'] },
};

/** Examples of https://github.com/Hynn01/ml-smells: before the change they are to be found, after it silent. */
export const mlSmells: Suite = {
  name: 'ml-smells',
  repo: 'Hynn01/ml-smells',
  least: 0.9,
  cases: (copy) =>
    Object.entries(posts).flatMap(([post, { rules, beside = {} }]): Case[] => {
      const text = copy.text(`gh-pages/content/posts/CodeSmells/${post}.md`);
      const diff = /```diff\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
      const version = (kept: '-' | '+'): string =>
        diff
          .split('\n')
          .filter((line) => !/^[-+]/.test(line) || line.startsWith(kept))
          // Tabs stand behind the mark of some lines.
          .map((line) =>
            /^[-+]/.test(line)
              ? ` ${line.slice(1)}`.replace(/^ {2}\s*\t/, '        ').replace(/^ {2}(?=\S)/, '')
              : line,
          )
          .join('\n');
      return [
        { name: `${post}, before`, files: { ...beside, 'case.py': version('-') }, rules, expected: 'finding' },
        { name: `${post}, after`, files: { ...beside, 'case.py': version('+') }, rules, expected: 'silent' },
      ];
    }),
};
