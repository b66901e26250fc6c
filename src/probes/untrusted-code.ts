import { dangersOf } from '../facts/workflow/danger.ts';
import { workflows } from '../facts/workflow.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const untrustedCode: Probe<Options> = {
  about:
    'places in GitHub workflows where strangers can run code with secrets or a token that can write: their commits checked out and run, their texts written into scripts',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples', 'vendored'],
  needs: () => [{ reader: workflows }],
  run: (facts) => ({
    seen: dangersOf(facts).map(({ path, line, confidence, message, trace }) =>
      finding(path, { line, column: 1 }, message, confidence, trace),
    ),
  }),
};
