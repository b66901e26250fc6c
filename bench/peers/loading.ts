import type { Case, Suite } from './suite.ts';

const rules = ['security/safe-loading'];

/** Files of https://github.com/trailofbits/semgrep-rules that load pickles; what only saves is left out. */
export const semgrepLoading: Suite = {
  name: 'semgrep-rules',
  repo: 'trailofbits/semgrep-rules',
  least: 0.9,
  cases: (copy) =>
    ['scikit-joblib-load', 'pickles-in-pytorch', 'pickles-in-numpy', 'pickles-in-pandas'].flatMap((file) =>
      annotated(copy.text(`python/${file}.py`), file),
    ),
};

/** One case for each line with `ruleid` or `ok` above it; the other annotated lines do nothing in it. */
function annotated(text: string, file: string): Case[] {
  const lines = text.split('\n');
  const marks = lines.flatMap((line, index) => {
    const kind = /^\s*# (ruleid|ok): /.exec(line)?.[1];
    return kind === undefined ? [] : [{ line: index + 1, kind }];
  });
  return marks.flatMap(({ line, kind }): Case[] => {
    const code = lines[line] ?? '';
    if (/to_pickle|torch\.save|\bdef /.test(code)) return [];
    const kept = lines.map((one, index) =>
      index !== line && marks.some((mark) => mark.line === index)
        ? one.replace(/\S.*$/, /def /.test(one) ? '$&' : 'pass')
        : one,
    );
    return [
      {
        name: `${file}:${line + 1}`,
        files: { 'case.py': kept.join('\n') },
        rules,
        expected: kind === 'ruleid' ? 'finding' : 'silent',
      },
    ];
  });
}

/** Calls in the fixture of https://github.com/pytorch-labs/torchfix about `torch.load`. */
export const torchfix: Suite = {
  name: 'torchfix',
  repo: 'pytorch-labs/torchfix',
  least: 0.9,
  cases: (copy) => {
    const lines = copy.text('tests/fixtures/security/checker/load.py').split('\n');
    const flagged = new Set(
      [...copy.text('tests/fixtures/security/checker/load.txt').matchAll(/^(\d+):/gm)].map((match) => Number(match[1])),
    );
    const loads = lines.flatMap((line, index) => (line.startsWith('torch.load(') ? [index] : []));
    return loads.map((at) => ({
      name: `load.py:${at + 1}`,
      files: { 'case.py': lines.filter((_, index) => index === at || !loads.includes(index)).join('\n') },
      rules,
      expected: flagged.has(at + 1) ? ('finding' as const) : ('silent' as const),
    }));
  },
};
