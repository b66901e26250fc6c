import { dedent, keras, lightgbm, testFunctions, torch } from './scripts.ts';
import type { Case, Suite } from './suite.ts';

const seeds = { rules: ['training/seeds'] };
const checkers: Readonly<
  Record<string, { readonly rules: readonly string[]; readonly beside?: Readonly<Record<string, string>> }>
> = {
  chain_indexing_pandas: { rules: ['code/no-chained-indexing'] },
  nan_numpy: { rules: ['code/no-nan-compare'] },
  forward_pytorch: { rules: ['code/module-call'] },
  gradient_clear_pytorch: { rules: ['training/gradients-cleared'] },
  mode_toggling_pytorch: { rules: ['training/eval-mode'] },
  deterministic_pytorch: { rules: ['training/deterministic'], beside: torch },
  randomness_control_pytorch: { ...seeds, beside: torch },
  randomness_control_dataloader_pytorch: { ...seeds, beside: torch },
  randomness_control_tensorflow: { ...seeds, beside: keras },
  randomness_control_numpy: { ...seeds, beside: lightgbm },
  randomness_control_scikitlearn: { ...seeds, beside: lightgbm },
};
const unshuffled = 'folds that are not shuffled draw nothing at random';
const exclusions: Readonly<Record<string, string>> = {
  'randomness_control_scikitlearn/test_without_randomness_controlling': unshuffled,
  'randomness_control_scikitlearn/test_without_randomness_controlling2': unshuffled,
  'randomness_control_numpy/test_non_ml_code_without_numpy_randomness_control':
    'the rule is about training, so that what stands beside the case trains',
};

/** Checkers of https://github.com/SERG-Delft/dslinter that stand for rules of ours. */
export const dslinter: Suite = {
  name: 'dslinter',
  repo: 'SERG-Delft/dslinter',
  least: 0.9,
  cases: (copy) =>
    Object.entries(checkers).flatMap(([checker, { rules, beside = {} }]) =>
      testFunctions(copy.text(`dslinter/tests/checkers/test_${checker}.py`)).flatMap(({ name, body }): Case[] => {
        const script = /script = """\n([\s\S]*?)"""/.exec(body)?.[1];
        if (script === undefined) return [];
        const key = `${checker}/${name}`;
        const excluded = exclusions[key];
        return [
          {
            name: key,
            files: { ...beside, 'case.py': dedent(script) },
            rules,
            expected: body.includes('assertAddsMessages') ? 'finding' : 'silent',
            ...(excluded === undefined ? {} : { excluded }),
          },
        ];
      }),
    ),
};
