import type { Suite } from './suite.ts';

const leak = ['evaluation/no-preprocessing-leak'];
const overlap = ['evaluation/no-overlap'];
const all = ['evaluation/no-preprocessing-leak', 'evaluation/no-test-fit', 'evaluation/no-overlap'];

/** Fixture → our rules that speak about it; fixtures about other matters are left out. */
const fixtures: Readonly<Record<string, readonly string[]>> = {
  '01_scaler_before_split': leak,
  '02_imputer_before_cv': leak,
  '03_pca_before_split': leak,
  '04_selectkbest_before_split': leak,
  '05_text_vectorizer_before_cv': leak,
  '06_evaluate_on_train': overlap,
  '07_smote_before_split': overlap,
  '16_imputer_assigned_instance': leak,
  '17_no_test_set': [...overlap, 'evaluation/held-out'],
  '18_resample_test_set': ['evaluation/no-test-fit'],
  '19_timeseries_random_cv': overlap,
  '24_scale_before_cv': leak,
  '25_resample_before_split': [...overlap, ...leak],
  '31_refit_on_test': ['evaluation/no-test-fit'],
  '33_global_stat_feature': leak,
};
const clean = ['15_clean_pipeline', '23_clean_timeseries_pipeline'];

/** The notebooks of https://github.com/superMohammad/mlguard-lint. */
export const mlguard: Suite = {
  name: 'mlguard-lint',
  repo: 'superMohammad/mlguard-lint',
  least: 1,
  cases: (copy) => {
    const file = (name: string) => ({ 'notebook.ipynb': copy.text(`tests/notebooks/${name}.ipynb`) });
    return [
      ...Object.entries(fixtures).map(([name, rules]) => ({
        name,
        files: file(name),
        rules,
        expected: 'finding' as const,
      })),
      ...clean.map((name) => ({ name, files: file(name), rules: all, expected: 'silent' as const })),
    ];
  },
};
