import { testFunctions, torch } from './scripts.ts';
import type { Case, Suite } from './suite.ts';

const folder = 'test/unit_testing/detection_rules';
const detectors: Readonly<
  Record<string, { readonly path: string; readonly rules: readonly string[]; readonly inverted?: true }>
> = {
  chain_indexing: { path: 'api_specific/test_chain_indexing_smell', rules: ['code/no-chained-indexing'] },
  gradients: {
    path: 'api_specific/test_gradients_not_cleared_before_backward_propagation',
    rules: ['training/gradients-cleared'],
  },
  call_method: { path: 'api_specific/test_pytorch_call_method_misused', rules: ['code/module-call'] },
  nan: { path: 'generic/test_nan_equivalence_comparison_misused', rules: ['code/no-nan-compare'] },
  deterministic: {
    path: 'generic/test_deterministic_algorithm_option_not_used',
    rules: ['training/deterministic'],
    inverted: true,
  },
};
const exclusions: Readonly<Record<string, string>> = {
  'nan/test_detect_without_numpy_library': 'float("nan") equals nothing either, whether NumPy is there or not',
  'call_method/test_detect_func_value_not_name_or_attribute': 'its tree is changed behind the code that it shows',
};

/** Unit tests of https://github.com/xDaryamo/smell_ai for rules that both have. */
export const smellAi: Suite = {
  name: 'smell_ai',
  repo: 'xDaryamo/smell_ai',
  least: 0.9,
  cases: (copy) =>
    Object.entries(detectors).flatMap(([detector, { path, rules, inverted }]) =>
      testFunctions(copy.text(`${folder}/${path}.py`)).flatMap(({ name, body }): Case[] => {
        const code = /code = \(\n([\s\S]*?)\n {4}\)/.exec(body)?.[1];
        const count = /assert len\(result\) == (\d+)/.exec(body)?.[1];
        const key = `${detector}/${name}`;
        if (code === undefined || count === undefined) return [];
        const found = (count !== '0') !== (inverted === true);
        const excluded = exclusions[key];
        return [
          {
            name: key,
            files: { ...(inverted ? torch : {}), 'case.py': joined(code) },
            rules,
            expected: found ? 'finding' : 'silent',
            ...(excluded === undefined ? {} : { excluded }),
          },
        ];
      }),
    ),
};

/** Adjacent literals of Python as one text. */
function joined(code: string): string {
  return [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/g)]
    .map((match) => (match[1] ?? match[2] ?? '').replaceAll('\\n', '\n').replaceAll('\\"', '"').replaceAll("\\'", "'"))
    .join('');
}
